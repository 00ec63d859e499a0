const words = (list: string) => new Set(list.trim().split(/\s+/));

export const ENGLISH = words(`
the a an and or but if is are was were be been am i i'm im i'll i'd i've you your you're u ur we we're our us they their
them he she his her my me it it's its this that these those there here what whats what's when where who why how which
do does did don't dont can can't cant could would should will won't not for with from in on at of to up out about
have has had get got just still also any some more no yes ok okay thanks thank please pls hi hello hey good great
want need looking house home apartment rent buy sell price offer today tomorrow week month year bed bath room see
like know think time call text let one two so too very much new now day nope yep yeah nah sure w thx
`);

export const SPANISH = words(`
el la los las un una unos unas y o pero si sí es son está estan están estoy esta este estos eso esa ese soy somos
yo tú usted ustedes nosotros ella ellos mi mis tu tus su sus nuestro nuestra me te se lo le les nos
que qué cual cuál cuando cuándo donde dónde quien quién como cómo porque por para con sin de del al en a muy más mas menos
no hay tiene tengo tenemos tienen quiero queremos quiere quisiera busco buscamos buscando necesito necesitamos puede puedo podemos
hola gracias buenos buenas días dias tardes noches favor casa apartamento departamento renta rentar alquiler comprar vender
precio cuarto cuartos habitaciones baños recámaras hoy mañana semana mes año cita ver interesado interesada disponible todavía
vamos bien está cuánto cuanto también tambien ya hasta desde entonces
`);

/** French, Portuguese, German, Italian, Vietnamese, Tagalog, Haitian Creole: enough to see that it isn't English. */
export const OTHERS = [
  words(`le les des une est je nous vous il elle dans pour avec pas ne que qui sur mais bonjour merci maison cherche
    appartement j'ai c'est très aussi voudrais combien où quand louer acheter vendre suis avez`),
  words(`o os as um uma é são não sim eu você vocês nós com para por em do da dos das no na mas obrigado obrigada olá bom
    casa quero preciso quanto onde quando comprar alugar meu minha está estou tenho temos apartamento muito`),
  words(`der die das und ist ich wir sie nicht ein eine einen mit für auf von zu den dem haben habe wohnung haus danke
    hallo bitte wie was wann wo möchte suchen suche kaufen mieten noch auch sehr`),
  words(`il lo gli una è sono non ho abbiamo con per che di della casa cerco vorrei grazie ciao buongiorno quanto dove
    quando affitto comprare appartamento anche molto`),
  words(`tôi bạn là và có không của cho một những được này nhà mua thuê bán muốn xin chào cảm ơn bao nhiêu giá với ở`),
  words(`ang ng mga sa ako ikaw siya kami po opo hindi ba ito may wala salamat gusto magkano bahay kailan saan namin`),
  words(`mwen ou li nou yo se pa nan ak pou gen kay bonjou mèsi konbyen kote vle bezwen lwe achte`),
];
