const list = (names: string) => new Set(names.split(',').map((name) => name.trim()));

/** Words that make the name before them a street. */
export const STREET_WORDS = list(
  'st,street,ave,avenue,rd,road,dr,drive,ln,lane,blvd,boulevard,ct,court,cir,circle,pl,way,pkwy,parkway,ter,terrace,hwy,highway,trl,trail,pike,alley,row,loop',
);

/** Capitalised words after «in», «near», «to» or «for» that name no place; in lower case also everyday nouns. */
export const NOT_PLACES = list(
  `i,i'm,i'd,i've,we,we're,he,she,they,you,it,it's,my,our,your,his,her,their,the,a,an,this,that,these,those,what,when,where,why,how,who,and,but,or,so,if,as,at,
  ok,okay,yes,no,not,please,thanks,thank,hi,hello,hey,dear,god,lord,jesus,bank,zillow,redfin,trulia,realtor,remax,re/max,keller,compass,facebook,craigslist,google,instagram,
  va,fha,usda,hoa,mls,poa,llc,arv,bah,pcs,hvac,ac,a/c,adu,hud,pha,covid,navy,army,marines,marine,veterans,wells,chase,rocket,fidelity,cityfheps,
  time,general,person,town,area,neighborhood,mind,cash,order,fact,case,touch,love,between,front,back,good,great,shape,condition,place,places,house,houses,home,homes,
  condo,apartment,unit,there,here,them,us,me,him,one,two,three,four,five,six,seven,eight,nine,ten,half,full,total,week,weeks,month,months,year,years,day,days,
  morning,afternoon,evening,noon,midnight,night,today,tomorrow,weekend,future,meantime,spring,summer,fall,winter,school,schools,work,city,country,county,state,
  with,without,by,just,only,prob,from,under,over,treasury,congress,social,medicare,medicaid,mass,christmas,thanksgiving,sunday,process,kitchen,basement,garage,yard,backyard,bedroom,bathroom,building,complex,lease,rent,writing,advance,trouble,need,hand,line,corner,price,range,budget,
  something,anything,everything,nothing,all,any,some,each,every,more,most,much,many,lots,about,like,maybe,probably,then,now,soon,asap,together,person,
  around,near,close,far,water,beach,lake,river,park,ocean,downtown,suburbs,transit,train,bus,hospital,base,post,campus,church,market,middle,end,bit,little,few,couple,
  district,zone,sign,person,hour,hours,minutes,min,miles,street,road,block,same,other,another,both,either,neither,our,new,old,late,early,mid,next,last,first,second`.replace(
    /\s+/g,
    '',
  ),
);

/** States and large cities that people name without «in». */
export const CITIES = list(
  'texas,florida,california,arizona,nevada,colorado,georgia,ohio,michigan,tennessee,north carolina,south carolina,virginia,maryland,oregon,utah,idaho,new jersey,new york,illinois,indiana,missouri,minnesota,wisconsin,alabama,louisiana,oklahoma,kentucky,pennsylvania,massachusetts,connecticut,hawaii,alaska,phoenix,dallas,houston,austin,san antonio,san diego,los angeles,san jose,chicago,atlanta,miami,tampa,orlando,jacksonville,charlotte,raleigh,nashville,memphis,denver,seattle,portland,las vegas,tucson,tulsa,boise,columbus,cleveland,cincinnati,detroit,pittsburgh,philadelphia,boston,baltimore,milwaukee,minneapolis,omaha,kansas city,albuquerque,el paso,fort worth,brooklyn,queens,bronx,manhattan,scottsdale,mesa,chandler,gilbert,plano,frisco,irvine,oakland,sacramento,hayward,colorado springs,virginia beach,norfolk,buffalo,rochester',
);
