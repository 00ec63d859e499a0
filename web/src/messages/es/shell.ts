import type en from '../en/shell.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  skip: 'Ir al contenido',
  home: 'Leadlight, hoy',
  main: 'Principal',
  places: { today: 'Hoy', leads: 'Contactos', add: 'Agregar', insights: 'Análisis', more: 'Más' },
  keys: 'Teclas',
  chooseLead: 'Elija un contacto para ver por qué importa ahora y qué hacer.',
  loading: 'Cargando',
  screenFailed: 'No se pudo cargar esta pantalla. Lo guardado está a salvo. Intente de nuevo cuando vuelva la red.',
  updateWaiting: 'Versión nueva',
  lockNow: 'Bloquear ahora',
  evicted: (unsynced) =>
    unsynced > 0
      ? `El navegador borró lo guardado en este dispositivo. Lo que tiene el servidor vuelve al iniciar sesión; ${plural(unsynced, 'se perdió # cambio sin enviar', 'se perdieron # cambios sin enviar')}. En Ajustes, pida al navegador que conserve el almacenamiento.`
      : 'El navegador borró lo guardado en este dispositivo. No se perdió nada: todo vuelve del servidor al iniciar sesión. En Ajustes, pida al navegador que conserve el almacenamiento.',
  state: 'Estado',
  signIn: 'Iniciar sesión',
  edits: (count) => plural(count, '# cambio por enviar', '# cambios por enviar'),
  inStep: 'Al día',
  syncing: 'Sincronizando…',
  offlineSince: (moment) => `Sin conexión desde ${moment}`,
  syncPaused: 'Sincronización en pausa',
  syncFailed: 'Falló la sincronización',
  startingAnalysis: 'Iniciando el análisis',
  analysing: (done, total) => `Analizando ${done} de ${total}`,
  loadingModel: (percent) => `Cargando modelo ${percent} %`,
  rules: 'Reglas (aún sin modelo)',
  resting: 'en reposo',
  problems: {
    model_unreachable: 'Reglas (falta el modelo)',
    model_checksum: 'Reglas (modelo rechazado)',
    model_broken: 'Reglas (el modelo no funciona)',
    model_failing: 'Reglas (modelo en pausa)',
  },
  hotTitle: (name) => `${name} está listo ahora`,
  hotBody: (action) => (action ? `Gran oportunidad. Sigue: ${action}.` : 'Gran oportunidad.'),
  shortcuts: {
    everywhere: 'En toda la aplicación',
    help: 'Estas teclas',
    back: 'Volver a la lista',
  },
};
export default es;
