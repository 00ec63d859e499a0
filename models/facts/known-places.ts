/**
 * Names of US places that people write without more words about them: post towns with three or more ZIP codes (names from
 * the npm package `zipcodes`, BSD, in part GeoNames, CC BY 4.0: docs/notices.md), the states, and areas and neighbourhoods of the larger cities. What is not here is
 * told by its position in the sentence; a name that is an everyday word or a given name too is left out.
 */
const KNOWN = new Set(
  `
  abbeville, aberdeen, abilene, abingdon, abington, abmps, acme, acton, acworth, adair, adams, adamsville, addison,
  adel, adirondacks, afton, ahwatukee, aiken, akron, alabama, alamo, alamo heights, alaska, alba, albany, alberta,
  alberta arts, albertville, albion, albuquerque, alden, alexander, alexandria, alhambra, allendale, allenton,
  allentown, alliance, allston, almond, almont, alpena, alpharetta, alpine, alta, altamont, altamonte springs, alto,
  alton, altoona, altus, alva, alvin, amarillo, amboy, americus, ames, amherst, amity, amsterdam, anaheim, anchorage,
  andalusia, anderson, andersonville, andover, andrews, angola, ann arbor, annandale, annapolis, anniston, antelope,
  antioch, apache jct, apache junction, apex, apopka, appleton, arapahoe, arcadia, archer, arcola, ardmore, argyle,
  arizona, arkadelphia, arkansas, arlington, arlington heights, armstrong, arnold, artesia, arvada, asbury, ashburn,
  ashby, asheboro, asheville, ashford, ashland, ashton, ashville, aspen, astoria, athens, athol, atkins, atkinson,
  atlanta, atlantic, atlantic beach, atlantic city, atmore, atoka, attica, atwater, atwood, auburn, auburndale,
  audubon, augusta, aurora, austin, avalon, aventura, avenues, avery, avoca, avon, avondale, axtell, back bay, badger,
  bagdad, bagley, bailey, baileyville, bainbridge, baker, bakersfield, baldwin, ballard, ballwin, baltic, baltimore,
  bancroft, bangor, barnard, barnesville, barrington, barry, barstow, bartlesville, bartlett, barton, bartow, bassett,
  bastrop, batavia, batesville, baton rouge, battle creek, baxter, bay area, bay city, bayard, bayside, baytown,
  beacon hill, beallsville, bear creek, beaufort, beaumont, beaver, beaverton, beckley, bed-stuy, bedford, beech
  grove, belden, belfast, belgrade, bella vista, bellaire, belle plaine, belleview, belleville, bellevue, bellflower,
  bellingham, bellville, bellwood, belmont, beloit, belton, belvidere, bend, benedict, bennett, bennington, benson,
  bentley, benton, bentonville, berea, berkeley, berkshires, berlin, berwick, bessemer, bethel, bethesda, bethlehem,
  beulah, beverly hills, bham, big bear, big bend, big creek, big island, big lake, big sandy, biloxi, bingham,
  binghamton, birmingham, bishop, bismarck, bison, black creek, blacksburg, blackstone, blackwell, blaine, blair,
  blairstown, blairsville, blanchard, blanco, bloomfield, bloomfield hills, bloomingdale, bloomington, blue ridge,
  blue springs, bluff city, bluffton, blythe, boaz, boca raton, boiling springs, boise, bolivar, bolton, bonita,
  bonita springs, boone, booneville, boonville, bossier city, boston, boswell, bothell, boulder, bowie, bowman, boyd,
  boyers, boynton beach, bozeman, bradenton, bradford, bradley, brady, branchville, branson, brattleboro, brea,
  breckenridge, bremen, bremerton, brentwood, brewster, brickell, bridgeport, bridgeton, bridgeville, bridgewater,
  brighton, bristol, bristow, broad ripple, broadview, broadway, brockton, bronson, bronx, brookfield, brookhaven,
  brookline, brooklyn, brooks, brookston, brooksville, brookville, broomfield, brownfield, brownstown, brownsville,
  brownville, brownwood, bruno, brunswick, bryant, buchanan, buckeye, buckhead, buckingham, buckland, buckley,
  buckner, bucktown, bucyrus, buda, buena park, buena vista, buford, buhl, bullhead city, bunker hill, burbank, burke,
  burlingame, burlington, burnside, burnsville, burt, burton, bushnell, bushwick, butler, butte, buxton, byers, bynum,
  byron, cabot, cairo, caldwell, caledonia, calhoun, california, callaway, calumet, camarillo, cambria, cambridge,
  camden, camp hill, campbell, canaan, canby, canoga park, canton, canyon, canyon country, cape cod, cape coral, cape
  girardeau, capitol heights, capitol hill, carbondale, carlisle, carlsbad, carlton, carmel, carnegie, carol stream,
  carpenter, carroll, carrollton, carson, carson city, carter, cartersville, carthage, cary, casa grande, casco,
  casper, casselberry, cassville, castalia, castle rock, castleton, catalina foothills, catawba, catskills, cayuga,
  cecil, cedar, cedar falls, cedar grove, cedar hill, cedar park, cedar rapids, cedarville, celina, center, center
  point, centerville, central, central city, central coast, central valley, centralia, centreville, ceres,
  chamberlain, chambersburg, champaign, champion, chandler, chantilly, chapel hill, chapin, chapman, charleston,
  charlestown, charlotte, charlottesville, chatfield, chatham, chatsworth, chattanooga, chauncey, chelsea, cherokee,
  cherry creek, cherry hill, cherry valley, cherryville, chesapeake, cheshire, chester, chesterfield, chestertown,
  cheyenne, chicago, chico, chicopee, chillicothe, christiansburg, chula vista, churchville, cicero, cimarron,
  cincinnati, circleville, cisco, citrus heights, city of industry, clare, claremont, claremore, clarendon, clarion,
  clark, clarksburg, clarkson, clarkston, clarksville, clay, clay center, clay city, clayton, clear lake, clearfield,
  clearwater, clemson, clermont, cleveland, clifford, clifton, climax, clinton, clinton township, clintonville, clio,
  cloverdale, clovis, clyde, coal city, coalmont, cobb, cocoa, coconut grove, coeur d alene, coeur d'alene, colbert,
  colchester, coldwater, coleman, colfax, college park, collins, collinsville, coloma, colorado, colorado city,
  colorado springs, colton, columbia, columbia city, columbus, commerce, como, compton, comstock, concord,
  concordville, connecticut, conover, conroe, converse, conway, conyers, cookeville, coolidge, cooperstown, coral
  gables, corbin, cordova, corinth, corktown, cornell, cornish, cornwall, corona, corpus christi, corsicana, cortland,
  corvallis, corydon, costa mesa, cottage grove, cottonwood, council bluffs, courtland, coventry, covina, covington,
  crab orchard, crandall, crane, cranston, crawford, crawfordsville, crawfordville, creighton, crescent, crescent
  city, cresson, crestline, creston, crockett, crofton, cromwell, crosby, crossville, crowley, crown heights, crown
  point, crystal lake, crystal river, cuba, cullman, culver city, cumberland, cunningham, custer, cutler, cuyahoga
  falls, cynthiana, cypress, dade city, daisy, dale, daleville, dallas, dalton, daly city, damascus, danbury, danvers,
  danville, darien, darlington, davenport, davidson, davis, dawson, dayton, daytona beach, de kalb, de soto, de witt,
  dearborn, decatur, decker, dedham, deep ellum, deer creek, deer park, deerfield, deerfield beach, defiance, del rio,
  deland, delano, delavan, delaware, delhi, delmar, delmont, delray beach, deltona, denham springs, denison, denmark,
  dennison, denton, derby, derry, des moines, des plaines, destin, detroit, dewey, dewitt, dexter, dfw, diamond,
  dickens, dickinson, dillon, dixie, dixon, dodge, dodgeville, dodson, donaldson, door county, dora, dorchester,
  dothan, dougherty, douglasville, dover, downey, downsville, doylestown, drake, draper, dresden, drummond, dryden, du
  bois, duarte, dublin, dubois, dubuque, dudley, duluth, dumas, dumont, dunbar, duncan, duncanville, dundas, dundee,
  dunkirk, dunlap, dunn, dunnellon, dupont, dupont circle, durand, durango, durant, durham, dutton, dwight, dyer,
  eagle lake, eagleville, earlville, easley, east atlanta, east austin, east bay, east hartford, east lansing, east
  liberty, east orange, east saint louis, east springfield, eastlake, easton, eastport, eaton, eau claire, echo park,
  eddyville, eden, eden prairie, edgemont, edgerton, edgewater, edgewood, edinburg, edison, edmond, edwards,
  edwardsville, effingham, el cajon, el dorado, el monte, el paso, elba, elberta, eldorado, eldridge, elgin, elizabeth
  city, elizabethtown, elk city, elk creek, elk grove, elkhart, elkhorn, elkins, elko, elkton, ellendale, ellicott
  city, ellington, elliott, ellsworth, elma, elmer, elmhurst, elmira, elmo, elmore, elmwood, elton, elwood, elyria,
  emerson, eminence, emmaus, emmett, empire, encino, endicott, enfield, englewood, enid, ennis, enterprise, erie,
  erwin, escondido, essex, etna, etowah, euclid, eudora, eufaula, eunice, eureka, eustis, evans, evanston, evansville,
  everett, evergreen, exeter, fairbanks, fairdale, fairfax, fairfield, fairhope, fairmont, fairmount, fairview,
  falcon, fallon, falls church, falls city, falmouth, far rockaway, farmersville, farmingdale, farmington, farmville,
  farwell, fayette, fayetteville, federal way, felton, fenton, ferguson, ferndale, fillmore, findlay, finley, fisher,
  fishers, fishtown, flagstaff, flatbush, flatwoods, flemington, fletcher, flint, floral park, florence, florida,
  florida keys, florissant, flower mound, floyd, foley, folsom, fond du lac, fontana, ford, forest, forest city,
  forest grove, forest hill, forest hills, forest park, forestville, forsyth, fortuna, foster, fostoria, fountain,
  fountain square, fowler, framingham, frankford, frankfort, franklin, franklinville, frederick, fredericksburg,
  fredericktown, fredonia, freeburg, freeland, freeman, freeport, fremont, fresno, friendsville, frisco, front range,
  fruitland, ft bragg, ft collins, ft lauderdale, ft myers, ft pierce, ft smith, ft walton beach, ft washington, ft
  wayne, ft worth, fullerton, fulton, gadsden, gaffney, gainesville, gaithersburg, galena, galesburg, gallatin,
  galloway, gallup, galt, galva, galveston, garden city, garden grove, gardena, gardiner, gardner, garfield, garland,
  garner, garrett, garrison, gaston, gastonia, gatesville, gaylord, genesee, geneseo, geneva, genoa, georgetown,
  georgia, german village, germantown, gettysburg, ghent, gibson, gifford, gilbert, gilbertsville, gillett, gillette,
  gilman, girard, gladstone, glasgow, glen, glen allen, glen burnie, glencoe, glendale, glendora, glenview, glenville,
  glenwood, glidden, gloucester, gold country, goldsboro, goleta, gonzales, goodland, goodman, goodrich, gordon,
  gordonville, gorham, goshen, grady, grafton, graham, granby, grand isle, grand prairie, grandview, granger, granite
  falls, grant, grantsburg, grantsville, grantville, granville, grapevine, grass valley, grayson, graysville, great
  bend, great falls, greeley, green lake, green valley, greenbelt, greenbush, greene, greeneville, greenfield,
  greenland, greenleaf, greensboro, greensburg, greentown, greenville, greenwich, greenwood, greer, grenada, gresham,
  gretna, gridley, griffin, grosse pointe, groton, grove city, groveland, groveport, grover, guilford, gulf breeze,
  gulf coast, gulf shores, gulfport, gunnison, guthrie, gypsum, hackensack, hadley, hagerstown, hague, halifax,
  hallsville, hamburg, hamden, hamilton, hamlin, hammond, hampden, hampstead, hampton, hamptons, hancock, hanna,
  hannibal, hanover, hardwick, hardy, harlan, harlem, harlingen, harper, harrington, harris, harrisburg, harrison,
  harrisonburg, harrisonville, harrisville, hartford, hartland, hartsville, hartville, harvard, harwood, haskell,
  hatfield, hattiesburg, havana, haverhill, hawaii, hawley, hawthorne, hayden, hayes, hayesville, hays, hayward,
  hazard, hazel green, hazelton, hazleton, hebron, hegewisch, heights, helena, hemet, hemlock, hempstead, henderson,
  hendersonville, henrico, henrietta, hereford, herman, hermitage, hernando, herndon, hesperia, hewitt, hialeah,
  hiawatha, hickman, hickory, hicksville, highland, highland park, highlands, highlands ranch, hill city, hill
  country, hillsboro, hillsborough, hillsdale, hillside, hilton head, hilton head island, hinckley, hines, hingham,
  hinsdale, hinton, hiram, hitchcock, hobart, hobbs, hoboken, hodges, hoffman, hoffman estates, holbrook, holcomb,
  holden, holland, hollandale, hollis, hollister, holly springs, hollywood, holmes, holt, holton, holtsville, holyoke,
  homer, homosassa, honolulu, hooper, hopedale, hopewell, hopkins, hopkinton, horton, hot springs, hot springs
  national park, houghton, houma, houston, howe, howell, hubbard, hudson, hudson valley, hughesville, hugo, hull,
  humboldt, hume, hunter, huntingdon, huntington, huntington beach, huntley, huntsville, hurley, huron, hurst,
  hutchinson, hyattsville, hyde park, idaho, idaho falls, illinois, imperial, incline village, indiana, indianapolis,
  indianola, indio, ingalls, ingleside, inglewood, inland empire, inman, inman park, inwood, iola, ione, ionia, iowa,
  iowa city, iron range, ironton, irvine, irvington, irwin, ithaca, iuka, ivanhoe, jackson, jackson heights, jackson
  hole, jacksonville, jamaica, jamaica plain, jamestown, jamesville, janesville, jasper, jefferson, jefferson city,
  jeffersonville, jericho, jersey, jersey city, jersey shore, jesup, jewell, jewett, johnson, johnson city,
  johnsonville, johnston, johnstown, joliet, jones, jonesboro, jonesville, joplin, joppa, jordan, josephine, junction
  city, juneau, jupiter, kalamazoo, kalispell, kannapolis, kansas, kansas city, kansas lottery, katy, kearney, kearny,
  keene, keeseville, keller, kellogg, kelso, kempton, kendall, kenilworth, kennard, kennedy, kenner, kennesaw,
  kennewick, kenosha, kensington, kent, kenton, kentucky, key west, keystone, kilbourne, kilgore, killeen, kimball,
  kincaid, kincheloe, kingman, kingsland, kingsley, kingsport, kingston, kingsville, kingwood, kinston, kiowa, kirby,
  kirkland, kirkwood, kissimmee, kitsap, klamath falls, knox, knoxville, kodiak, kokomo, kona, korea town, koreatown,
  kyle, la crosse, la fayette, la grange, la habra, la jolla, la mesa, la mirada, la plata, la porte, la puente, la
  quinta, la salle, laconia, lafayette, lagrange, lake charles, lake city, lake elsinore, lake geneva, lake george,
  lake havasu city, lake lanier, lake norman, lake orion, lake oswego, lake park, lake placid, lake tahoe, lake
  travis, lake view, lake wales, lake worth, lakeland, lakeshore, lakeside, lakeview, lakeville, lakewood, lakewood
  ranch, lamar, lamont, lancaster, lanesboro, langley, laporte, laramie, laredo, largo, larkspur, las cruces, las
  vegas, latham, laurel, laurens, laveen, lawndale, lawrenceburg, lawrenceville, lawton, layton, le roy, leander,
  leavenworth, leawood, lebanon, lees summit, leesburg, leesville, lehigh, lehigh acres, lehigh valley, leicester,
  leland, lemoyne, lena, lenexa, lenox, leola, lester, levittown, lewis, lewisburg, lewiston, lewistown, lewisville,
  lexington, liberty center, libertyville, lima, limestone, lincoln, lincoln city, lincoln park, lincoln square,
  lincolnton, linden, linden hills, linn, linwood, lisbon, litchfield, little falls, little york, littleton,
  livermore, liverpool, livingston, livonia, llano, lockhart, lockport, lockwood, locust grove, lodi, lodo, logan,
  logan square, loganville, loma linda, lompoc, london, londonderry, long beach, long island, long island city, long
  lake, longmont, longview, longwood, lookout, loomis, loop, lorain, loretto, lorton, los alamos, los altos, los
  angeles, los feliz, los gatos, lost creek, louisburg, louisiana, louisville, loveland, loves park, lowcountry,
  lowell, lower east side, lubbock, lucerne, ludlow, lufkin, lumberton, lunenburg, luray, luther, lutz, luverne,
  luzerne, lyman, lynchburg, lyndon, lynnville, lynnwood, lyons, macedonia, macomb, macon, madera, madison,
  madisonville, madrid, magnolia, main line, maine, maitland, malaga, malden, malibu, malone, malta, malvern, mammoth,
  manassas, manayunk, manchester, mandeville, manhattan, mankato, mannsville, manor, mansfield, manson, mantua,
  manville, maple, maple plain, mapleton, maplewood, marana, marathon, marble, marengo, marianna, maricopa, marietta,
  markham, marlboro, marlborough, marquette, marshall, marshfield, martha's vineyard, martinsburg, martinsville,
  maryland, marysville, maryville, mason, mason city, masonville, massachusetts, massillon, mather, mathews, matthews,
  maui, maxwell, mayfield, maynard, mayo, maysville, mayville, maywood, mc clure, mc donald, mc farland, mc henry, mc
  intosh, mcallen, mchenry, mckeesport, mckinney, mcminnville, mead, meadow, meadville, mechanicsburg, mechanicsville,
  medford, medina, medora, medway, melbourne, melrose, melrose park, melville, memphis, mendon, mendota,
  menlo, mentone, mentor, mercer, meriden, meridian, merrifield, merrill, merritt island, mesa, mesquite, metairie,
  metamora, mexico, miami, miami beach, michigan, michigan city, middleboro, middleburg, middlebury, middlefield,
  middleport, middlesex, middleton, middletown, middleville, midland, midlothian, midtown, midvale, midway, milan,
  milford, mill creek, millbrook, milledgeville, miller, millersburg, millersville, millerton, millington, milltown,
  millville, millwood, milo, milroy, milwaukee, minden, mineola, mineral, mineral point, mineral springs, mineral
  wells, minerva, minneapolis, minnesota, minot, minturn, mishawaka, mission, mission hills, mission viejo,
  mississippi, missoula, missouri, missouri city, mitchell, moab, modena, modesto, modoc, mohawk, moline, monmouth,
  monroe, monroeville, monrovia, montague, montana, montclair, monterey, monterey park, montezuma, montgomery,
  monticello, montpelier, montrose, montville, moody, moore, moorefield, mooresville, moorhead, mora, moraga, moran,
  moreno valley, morgan city, morganton, morgantown, morley, moro, morrill, morris, morrison, morrisonville,
  morristown, morrisville, morrow, morton, moscow, moulton, moultrie, mound city, mountain city, mt airy, mt carmel,
  mt hermon, mt holly, mt morris, mt pleasant, mt vernon, mueller, mulberry, muncie, murdock, murfreesboro, murphy,
  murray, murrieta, muskegon, muskogee, myra, myrtle beach, mystic, nacogdoches, nampa, nantucket, napa, naperville,
  naples, napoleon, nashua, nashville, natchez, natchitoches, national city, nationwide fulfill systems, navarre, navy
  yard, nazareth, nebo, nebraska, needham, nelson, nevada, new albany, new baltimore, new bedford, new berlin, new
  bern, new boston, new braunfels, new britain, new brunswick, new castle, new england, new hampshire, new hampton,
  new hartford, new haven, new holland, new hope, new hyde park, new iberia, new jersey, new lebanon, new lisbon, new
  london, new market, new mexico, new milford, new orleans, new paris, new port richey, new providence, new richmond,
  new rochelle, new salem, new smyrna beach, new windsor, new york, newark, newbern, newberry, newburg, newburgh,
  newbury, newcastle, newcomb, newell, newfield, newhall, newington, newnan, newport, newport beach, newport news,
  newry, newton, newtonville, newtown, niagara falls, nichols, nicholson, niles, nineveh, noblesville, noe valley,
  nogales, nokomis, nola, nome, norcal, norcross, norfolk, norris, norristown, north augusta, north bay, north bend,
  north branch, north carolina, north charleston, north county, north dakota, north fort myers, north hollywood, north
  las vegas, north little rock, north myrtle beach, north park, north port, north salem, north wilkesboro,
  northampton, northeast minneapolis, northern liberties, northern virginia, northfield, northport, northridge,
  northville, northwood, norton, norwalk, norway, norwich, norwood, nottingham, nova, novato, novelty, novi, nyc, o
  brien, o fallon, oahu, oak cliff, oak grove, oak hill, oak lawn, oak park, oak ridge, oakdale, oakfield, oakhurst,
  oakland, oakley, oakville, oakwood, oberlin, ocala, ocean beach, ocean city, oceanside, odell, oden, odessa, ogden,
  ogdensburg, ohio, ohio city, okeechobee, oklahoma, oklahoma city, okolona, olathe, old fort, olney, olympia, omaha,
  onalaska, oneida, ontario, opelika, ophir, orange city, orange county, orange park, orangeburg, orangeville,
  orchard, oregon, orem, orient, orland, orlando, orleans, ormond beach, oroville, orwell, osage, osceola, oshkosh,
  osseo, oswego, otis, ottawa, otto, outer banks, over-the-rhine, overland park, overton, ovid, oviedo, owensboro,
  owensville, oxbow, oxford, oxnard, ozark, pacific beach, pacific northwest, pacoima, paducah, pahrump, palatine,
  palermo, palestine, palisade, palm bay, palm coast, palm desert, palm harbor, palm springs, palmdale, palmer,
  palmetto, palmyra, palo alto, panama, panama city, panama city beach, panhandle, panola, paoli, paradise valley,
  parcel return service, paris, park city, park slope, parker, parkersburg, parksville, parma, parsons, pasadena,
  pascagoula, paterson, patterson, patton, paw paw, pawnee, pawtucket, paxton, payson, peabody, peachtree city, pearl,
  pearl district, pearland, peck, pekin, pelham, pemberton, pembroke, pendleton, penfield, peninsula, pennington,
  pennsylvania, pensacola, peoria, perkins, perris, perry, perrysburg, perryville, peru, petaluma, petersburg,
  peterson, petrolia, pflugerville, phelps, phenix city, philadelphia, phillips, phillipsburg, philly, philo, phoenix,
  picacho, pickens, pico rivera, piedmont, pierce, pierson, pikeville, pilsen, pine bluff, pine grove, pine valley,
  pinehurst, pineland, pinellas park, pineville, pioneer, pittsboro, pittsburg, pittsburgh, pittsfield, pittsford,
  pittston, pittsville, placerville, plainfield, plainview, plainville, plano, plant city, plantersville, pleasant
  grove, pleasant hill, pleasant valley, pleasanton, pleasantville, plevna, plymouth, pocahontas, pocatello, poconos,
  poland, polk, pollock, pomeroy, pomona, pompano beach, ponca city, ponte vedra, pontiac, port arthur, port
  charlotte, port republic, port royal, port saint lucie, port washington, portage, portage park, porter, porterville,
  portland, portsmouth, potomac, potsdam, potter, pottersville, pottsville, poughkeepsie, powell, powhatan, prairie
  city, prattville, prescott, prescott valley, presque isle, preston, princeton, proctor, prospect, prosperity,
  providence, provo, pryor, pueblo, puget sound, pulaski, pullman, punta gorda, putnam, putney, puyallup, quantico,
  queen anne, queen creek, queens, queens village, quincy, quinton, quitman, racine, radford, raleigh, ralston,
  ramona, ramsey, rancho cordova, rancho cucamonga, randall, randolph, ranger, ransom, rapid city, ravenna,
  ravenswood, raymondville, redfield, redford, redlands, redmond, redwood, redwood city, reedsville, rehoboth,
  reidsville, reliance, renton, republic, research triangle, reseda, reston, revere, rexburg, rexford, reynolds, rhode
  island, rice, riceville, richardson, richfield, richland, richmond, richmond district, richville, richwood,
  ridgecrest, ridgefield, ridgeland, ridgely, ridgeway, ridgewood, ridgway, ringgold, ringwood, rino, rio rancho,
  ripley, riverdale, riverside, riverton, riverview, roanoke, robbins, roberts, robinson, rochelle, rochester, rock
  creek, rock falls, rock hill, rock springs, rockbridge, rockford, rockland, rockledge, rockport, rockridge,
  rockville, rockwood, rocky hill, rocky mount, rogers, rogers park, rogersville, rohnert park, rolla, rome,
  roosevelt, roscoe, rose hill, rosebud, rosedale, roseland, rosemead, rosendale, roseville, roslyn, ross, rosston,
  rossville, roswell, round lake, round rock, rowe, rowlett, roxbury, royal, royal oak, royalton, rtp, rupert,
  rushville, ruskin, russellville, ruston, rutherford, rutland, rutledge, sacramento, safford, saginaw, salem, salina,
  salinas, salisbury, salt lake city, saltillo, saluda, san angelo, san antonio, san bernardino, san clemente, san
  diego, san fernando valley, san francisco, san gabriel, san jacinto, san jose, san juan islands, san leandro, san
  luis obispo, san marcos, san mateo, san pedro, san rafael, san tan valley, san ysidro, sanborn, sanders, sandusky,
  sandy hook, sanford, santa ana, santa barbara, santa clara, santa clarita, santa cruz, santa fe, santa maria, santa
  monica, santa rosa, santee, sarasota, saratoga, sardinia, sardis, savannah, savoy, sawyer, sayre, schaumburg,
  schenectady, scio, scotia, scotland, scottsburg, scottsdale, scottsville, scottville, scranton, seabrook, seaford,
  searcy, seattle, sebastian, sebastopol, sedalia, sedgwick, sedona, sellwood, selma, seminole, seneca, severn,
  sevierville, seville, seward, seymour, shadyside, shaker heights, sharpsburg, shasta lake, shawnee, sheboygan,
  sheffield, shelby, shelbyville, sheldon, shelton, shenandoah, shepherd, sheridan, sherman, sherman oaks, sherrill,
  sherwood, shiloh, short north, shreveport, shrewsbury, sibley, sidney, sierra vista, silver city, silver creek,
  silver lake, silver spring, silver springs, silverdale, silverton, simi valley, simpson, simpsonville, sims, sioux
  city, sioux falls, slater, slidell, smithfield, smithton, smithville, smyrna, snohomish, snyder, socal, soho,
  soldier, solon, somers, somerset, somerville, sonora, sorrento, south bay, south beach, south bend, south carolina,
  south congress, south dakota, south fork, south haven, south lake tahoe, south philly, southampton, southeastern,
  southfield, southie, southport, space coast, sparta, spartanburg, spencer, spencerville, spokane, spring city,
  spring creek, spring grove, spring hill, spring lake, spring valley, springdale, springfield, springville, squirrel
  hill, st albans, st anthony, st augustine, st benedict, st charles, st clair, st clair shores, st cloud, st david,
  st francis, st george, st james, st john, st johns, st joseph, st louis, st marys, st michael, st paul, st pete, st
  petersburg, st thomas, stafford, stamford, standish, stanfield, stanford, stanton, stanwood, stapleton, staten
  island, statesboro, statesville, staunton, steamboat springs, steele, stephenson, sterling heights, stevens point,
  stevenson, stevensville, stewart, stillwater, stockbridge, stockdale, stockholm, stockton, stone mountain, stone
  oak, stoneham, stonewall, stonington, stow, strafford, strasburg, stratford, stratton, strip district, sturgis,
  suffolk, sugar grove, sugar house, sugar land, sullivan, sulphur, sulphur springs, summerfield, summerlin,
  summersville, summerville, summitville, sumner, sumter, sun city, sun valley, sunbury, sunnyside, sunnyvale, sunset
  district, surprise, sussex, sutherland, sutton, swanton, sweetwater, sycamore, sylvania, sylvester, syracuse,
  tacoma, taft, tahoe, tallahassee, talmage, tampa, tannersville, tatum, taunton, taylor, taylorsville, tecumseh,
  temecula, temescal, tempe, temple, templeton, tennessee, tennessee colony, terre haute, terrell, texarkana, texas,
  texas city, thayer, thibodaux, thomaston, thomasville, thompson, thompsonville, thornton, thurston, tigard, tilden,
  tilton, tioga, tipton, titusville, toledo, toms river, topeka, toronto, torrance, torrington, towanda, townsend,
  towson, traverse city, treasure coast, treasure valley, tremont, trenton, triad, tribeca, trimble, trinidad,
  trinity, trout creek, troutdale, truckee, tryon, tualatin, tucker, tucson, tulare, tulsa, tupelo, turlock, turner,
  tuscaloosa, tuscarora, tustin, twin lakes, tyner, tysons, ulysses, unadilla, underwood, union city, union grove,
  uniondale, uniontown, unionville, unity, university park, upland, upper east side, upper marlboro, upper west side,
  upstate, upton, uptown, urbana, urbandale, utah, utica, vacaville, vail, valdosta, vale, valencia, valentine,
  valier, vallejo, valley, valley forge, valley springs, valley stream, valparaiso, valrico, van buren, van nuys,
  vance, vancouver, vandalia, vanderbilt, vassar, vaughn, vegas, venice, ventura, venus, vermillion, vermont, vero
  beach, verona, versailles, vicksburg, victorville, vidalia, vienna, villages, vineland, vinton, virginia, virginia
  beach, visalia, vista, volga, waco, wadsworth, wahpeton, wakefield, walcott, waldo, waldorf, waldron, wales,
  walhalla, wallace, wallingford, walnut, walnut creek, walnut grove, walpole, waltham, walton, ward, warm springs,
  warner, warner robins, warren, warrendale, warrensburg, warrenton, warsaw, warwick, wasatch, wasco, wash park,
  washburn, washington, washington navy yard, washingtonville, wasilla, water valley, waterbury, waterford, waterloo,
  watertown, waterville, watkins, watson, waukegan, waukesha, wausau, waverly, waxahachie, waycross, wayland,
  waynesboro, waynesburg, waynesville, wayside, weatherford, webb, webster, weir, welch, weldon, wellington,
  wellsburg, wellston, wellsville, wentworth, wesley chapel, west bend, west bloomfield, west chester, west columbia,
  west covina, west hartford, west hollywood, west jordan, west lafayette, west lebanon, west liberty, west monroe,
  west newton, west palm beach, west philly, west point, west sacramento, west salem, west seattle, west springfield,
  west union, west virginia, westborough, westbrook, westchester, western slope, westerville, westfield, westford,
  westlake, westland, westminster, westmoreland, weston, westover, westphalia, westport, westville, westwood, wetmore,
  wharton, wheatland, wheaton, wheeler, white lake, white sulphur springs, whitefield, whitefish, whitehall,
  whitehouse, whitesboro, whitesburg, whitesville, whitewater, whitman, whitney, whittier, wichita, wichita falls,
  wicker park, wilder, wildwood, wilkes barre, willamette valley, willard, williams, williamsburg, williamson,
  williamsport, williamston, williamstown, williamsville, willis, williston, willow, wilmington, wilmore, wilmot,
  wilson, wilsonville, wilton, winchester, windham, windom, windsor, wine country, winfield, wingate, winnebago,
  winnetka, winnsboro, winona, winslow, winston salem, winter park, winterville, winthrop, winton, wisconsin, woburn,
  wolcott, woodbine, woodbridge, woodburn, woodbury, woodland, woodland hills, woodlands, woodlawn, woodruff, woodson,
  woodstock, woodville, woodward, woodworth, worcester, worthington, wright, wrightsville, wyatt, wynwood, wyoming,
  yakima, yale, yoder, yonkers, yorba linda, york, yorktown, yorkville, young america, youngstown, youngsville,
  ypsilanti, yuba city, yukon, yuma, zanesville, zephyrhills
  `
    .trim()
    .split(/,\s+/),
);

/** Whether a name, in any casing, is a well-known US place; «Mount», «Saint» and «Fort» may be written out. */
export function isKnownPlace(name: string): boolean {
  const plain = name
    .toLowerCase()
    .replace(/\./g, '')
    .replace(/^mount /, 'mt ')
    .replace(/^saint /, 'st ')
    .replace(/^fort /, 'ft ');
  return KNOWN.has(plain);
}
