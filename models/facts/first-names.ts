/** Given names that are common in the US and are no well-known places: a lone one is a person, not a town. */
const FIRST_NAMES = new Set(
  `
  barry jed roy amara bev fran jerry deb len dina teddy darlene dewayne
  aaron abby adam adrian agnes aiden alan albert alejandro alex alexa alexis alfred alice alicia allen allison alma alyssa
  amanda amber amelia amy ana andre andrea andrew angel angela angie anita ann anna anne annette annie anthony antonio april
  araceli ariana arlene arthur ashley audrey ava barbara becky ben benjamin bernadette bernice beth bethany betty beverly bill
  billy bob bobby bonnie brad brandon brenda brent brett brian brianna britney bruce bryan caleb calvin camila cameron candace
  carl carla carlos carmen carol carolyn carrie catherine cathy chad charles charlie chelsea cheryl chloe chris christina
  christine christopher chuck cindy claire clara clarence claude cody colleen connie connor corey courtney craig crystal curtis
  cynthia dan dana daniel danielle danny darlene darren darryl dave david dawn dean deb debbie deborah debra delores denise
  dennis derek destiny devin diana diane diego don donald donna donnie doreen doris dorothy doug douglas duane dustin dylan
  earl ed eddie edgar edith edna eduardo edward eileen elaine eleanor elena elijah eliza elizabeth ella ellen emily emma eric
  erica erik erin ernest ethan ethel eugene eva evan evelyn fatima felicia fernando flora frances francis frank fred gabriel
  gail gary gavin gene george gerald gina ginger gladys glenn gloria grace greg gregory gwen hannah harold harry harriet harvey
  hazel heather hector heidi helen henry herb herbert holly howard ian ida irene isabel isabella isaac ivan jack jackie jacob
  jacqueline jake jamal james jamie jan jane janet janice jared jasmine jason javier jay jean jeff jeffrey jennifer jenny
  jeremy jerome jerry jesse jessica jill jim jimmy joan joann joanne joe joel john johnny jon jonathan jorge jose joseph josh
  joshua joy joyce juan juanita judith judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy
  katie kayla kayleigh keisha keith kelly ken kendra kenneth kevin kim kimberly kristen kristin kristina kyle larry latoya laura
  lauren laurie lawrence leah lee leo leon leonard leroy leslie liam lillian linda lisa liz lois lola lonnie lori lorraine
  louis louise lucas lucia lucille lucy luis luke lydia lynn mabel mandy marcia marco marcus margaret maria mariah marie marilyn
  mario marion marjorie mark marlene marsha martha martin marty marvin mary matt matthew maureen max megan melanie melissa
  melvin mia michael micheal michele michelle miguel mike mildred milton mindy miranda mitch molly monica monique morgan nancy
  naomi natalie natasha nathan neil nicholas nick nicole nina noah noel nora norma norman olivia omar oscar pam pamela pat
  patricia patrick patsy patty paul paula pauline pedro peggy pete peter phil philip phillip phyllis priya rachel ralph ramon
  randy ray raymond rebecca regina renee ricardo richard rick ricky rita rob robert roberta roberto rodney roger roland ron
  ronald ronnie rosa rose rosemary roy ruben ruby russell ruth ryan sabrina sally sam samantha samuel sandra sandy sara sarah
  scott sean sergio seth shannon sharon shaun shawn sheila shelly sherri sherry shirley sofia sonia sophia stacey stacy stan
  stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tammy tanya tara ted teresa terri terry
  thelma theo theresa thomas tiffany tim timothy tina todd tom tommy toni tony tonya tracy travis tricia trish troy tyler
  tyrone valerie vanessa vera vernon veronica vicki vicky victor victoria vince vincent viola violet virgil vivian walter wanda
  wayne wendell wendy wesley will willie winston yolanda yvette yvonne zach zachary zoe
  `
    .trim()
    .split(/\s+/),
);

export const isFirstName = (word: string): boolean => FIRST_NAMES.has(word.toLowerCase());
