/**
 * Time zones of the United States by state and by telephone area code. Where a state or an area lies in two zones both
 * are given: who uses the table must hold to both. Numbers travel with people, so a zone on the lead's record comes
 * before all of this. Sources: the IANA time zone database; the North American Numbering Plan's list of geographic area
 * codes as of 2025. Editable: add new codes to their state.
 */
const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

interface StateRow {
  name: string;
  zones: readonly string[];
  areaCodes: string;
}

const row = (name: string, zones: string | readonly string[], areaCodes: string): StateRow => ({
  name,
  zones: typeof zones === 'string' ? [zones] : zones,
  areaCodes,
});

/** By postal code of the state. */
export const STATES: Readonly<Record<string, StateRow>> = {
  AL: row('alabama', CENTRAL, '205 251 256 334 659 938'),
  AK: row('alaska', ['America/Anchorage', 'America/Adak'], '907'),
  AZ: row('arizona', ['America/Phoenix', MOUNTAIN], '480 520 602 623 928'),
  AR: row('arkansas', CENTRAL, '327 479 501 870'),
  CA: row(
    'california',
    PACIFIC,
    '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
  ),
  CO: row('colorado', MOUNTAIN, '303 719 720 970 983'),
  CT: row('connecticut', EASTERN, '203 475 860 959'),
  DE: row('delaware', EASTERN, '302'),
  DC: row('district of columbia', EASTERN, '202 771'),
  FL: row(
    'florida',
    [EASTERN, CENTRAL],
    '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
  ),
  GA: row('georgia', EASTERN, '229 404 470 478 678 706 762 770 912 943'),
  HI: row('hawaii', 'Pacific/Honolulu', '808'),
  ID: row('idaho', [MOUNTAIN, PACIFIC], '208 986'),
  IL: row('illinois', CENTRAL, '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'),
  IN: row('indiana', [EASTERN, CENTRAL], '219 260 317 463 574 765 812 930'),
  IA: row('iowa', CENTRAL, '319 515 563 641 712'),
  KS: row('kansas', [CENTRAL, MOUNTAIN], '316 620 785 913'),
  KY: row('kentucky', [EASTERN, CENTRAL], '270 364 502 606 859'),
  LA: row('louisiana', CENTRAL, '225 318 337 457 504 985'),
  ME: row('maine', EASTERN, '207'),
  MD: row('maryland', EASTERN, '227 240 301 410 443 667'),
  MA: row('massachusetts', EASTERN, '339 351 413 508 617 774 781 857 978'),
  MI: row('michigan', [EASTERN, CENTRAL], '231 248 269 313 517 586 616 679 734 810 906 947 989'),
  MN: row('minnesota', CENTRAL, '218 320 507 612 651 763 924 952'),
  MS: row('mississippi', CENTRAL, '228 601 662 769'),
  MO: row('missouri', CENTRAL, '235 314 417 557 573 636 660 816 975'),
  MT: row('montana', MOUNTAIN, '406'),
  NE: row('nebraska', [CENTRAL, MOUNTAIN], '308 402 531'),
  NV: row('nevada', [PACIFIC, MOUNTAIN], '702 725 775'),
  NH: row('new hampshire', EASTERN, '603'),
  NJ: row('new jersey', EASTERN, '201 551 609 640 732 848 856 862 908 973'),
  NM: row('new mexico', MOUNTAIN, '505 575'),
  NY: row(
    'new york',
    EASTERN,
    '212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
  ),
  NC: row('north carolina', EASTERN, '252 336 472 704 743 828 910 919 980 984'),
  ND: row('north dakota', [CENTRAL, MOUNTAIN], '701'),
  OH: row('ohio', EASTERN, '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'),
  OK: row('oklahoma', CENTRAL, '405 539 572 580 918'),
  OR: row('oregon', [PACIFIC, MOUNTAIN], '458 503 541 971'),
  PA: row('pennsylvania', EASTERN, '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'),
  PR: row('puerto rico', 'America/Puerto_Rico', '787 939'),
  RI: row('rhode island', EASTERN, '401'),
  SC: row('south carolina', EASTERN, '803 821 839 843 854 864'),
  SD: row('south dakota', [CENTRAL, MOUNTAIN], '605'),
  TN: row('tennessee', [EASTERN, CENTRAL], '423 615 629 731 865 901 931'),
  TX: row(
    'texas',
    [CENTRAL, MOUNTAIN],
    '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
  ),
  UT: row('utah', MOUNTAIN, '385 435 801'),
  VT: row('vermont', EASTERN, '802'),
  VA: row('virginia', EASTERN, '276 434 540 571 686 703 757 804 826 948'),
  WA: row('washington', PACIFIC, '206 253 360 425 509 564'),
  WV: row('west virginia', EASTERN, '304 681'),
  WI: row('wisconsin', CENTRAL, '262 274 353 414 534 608 715 920'),
  WY: row('wyoming', MOUNTAIN, '307'),
};

/** Area codes that lie in one zone of a state with two. */
const ONE_ZONE: readonly (readonly [string, string])[] = [
  [
    EASTERN,
    '239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954 260 317 463 765 502 859 231 248 269 313 517 586 616 679 734 810 947 989 423 865',
  ],
  [
    CENTRAL,
    '219 316 913 402 531 615 629 731 901 210 214 254 281 325 346 361 409 430 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945 956 972 979',
  ],
  [MOUNTAIN, '915'],
  [PACIFIC, '702 725 503 971'],
];

const zoneOfCode = new Map(ONE_ZONE.flatMap(([zone, codes]) => codes.split(' ').map((code) => [code, zone] as const)));
const stateOfCode = new Map(
  Object.entries(STATES).flatMap(([state, { areaCodes }]) =>
    areaCodes.split(' ').map((code) => [code, state] as const),
  ),
);
const stateByName = new Map(Object.entries(STATES).map(([state, { name }]) => [name, state]));

/** The postal code behind «fl», «Florida» or «US-FL»; undefined for what names no state. */
export function stateCode(written: string | undefined): string | undefined {
  const plain = (written ?? '').trim().toLowerCase().replace(/^us-/, '').replace(/\s+/g, ' ');
  const code = plain.toUpperCase();
  return code in STATES ? code : stateByName.get(plain);
}

/** State and zones behind a US phone number, `+1` or ten digits; undefined for any other. */
export function placeOfPhone(phone: string | undefined): { state: string; zones: readonly string[] } | undefined {
  const area = /^(?:\+?1)?([2-9]\d{2})\d{7}$/.exec((phone ?? '').replace(/[\s().-]/g, ''))?.[1];
  const state = area === undefined ? undefined : stateOfCode.get(area);
  if (area === undefined || state === undefined) return undefined;
  const zone = zoneOfCode.get(area);
  return { state, zones: zone === undefined ? STATES[state]!.zones : [zone] };
}

/** Where nothing else is known: the hours must hold from coast to coast. */
export const ANYWHERE = [EASTERN, PACIFIC] as const;
