import type en from '../en/settings.ts';

const es: typeof en = {
  title: 'Ajustes',
  language: 'Idioma',
  languageHint: 'Lo que escriben los contactos, y lo que se lee de ello, queda en su propio idioma.',
  theme: 'Apariencia',
  themes: { auto: 'Como el dispositivo', light: 'Clara', dark: 'Oscura' },
  languageFailed: 'No se pudo cargar ese idioma. Intente de nuevo cuando vuelva la red.',
  sync: 'Sincronización',
  syncNow: 'Sincronizar ahora',
  storage: 'Almacenamiento en este dispositivo',
  used: (used, quota) => `${used} de ${quota} en uso.`,
  usageUnknown: 'Este navegador no dice cuánto está en uso.',
  persistent: 'El navegador lo conserva, incluso cuando falta espacio.',
  notPersistent: 'El navegador puede borrarlo cuando falte espacio. Lo sincronizado vuelve del servidor.',
  keep: 'Pedir al navegador que lo conserve',
  keepRefused: 'El navegador no aceptó. Instalar la aplicación lo hace más probable.',
};
export default es;
