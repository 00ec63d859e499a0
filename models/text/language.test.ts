import { describe, expect, it } from 'vitest';
import { detectLanguage } from './language.ts';

describe('detectLanguage', () => {
  it.each([
    ['is the house still open', 'en'],
    ['ok', 'en'],
    ['', 'en'],
    ['400k', 'en'],
    ['u got any 2brs n dutchtown', 'en'],
    ['gracias', 'en'],
    ['is the casa still open', 'en'],
    ['necesito una casa con tres cuartos', 'es'],
    ['¿Cuánto cuesta?', 'es'],
    ['hola buenas tardes', 'es'],
    ['je cherche une maison pour ma famille et nous avons deux chiens', 'other'],
    ['你好，房子还在吗', 'other'],
    ['Здравствуйте, дом ещё продаётся?', 'other'],
  ])('%j is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('follows the language that the lead wrote before when a short answer says little', () => {
    const before = [{ role: 'lead' as const, text: 'busco una casa para mi familia con dos cuartos' }];
    expect(detectLanguage('sí', before)).toBe('es');
    expect(detectLanguage('sí', [{ role: 'agent', text: 'busco una casa para mi familia' }])).toBe('en');
    expect(detectLanguage('ok yes', before)).toBe('en');
    expect(detectLanguage('bitte', [{ role: 'lead', text: 'ich suche eine wohnung mit garten für uns' }])).toBe(
      'other',
    );
  });
});
