import type en from '../en/more.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Más',
  account: 'Cuenta',
  signOut: 'Cerrar sesión',
  sync: 'Sincronización',
  syncNow: 'Sincronizar ahora',
  signInAgain: 'Iniciar sesión de nuevo',
  analysis: 'Análisis',
  analysisText:
    'Cada conversación se lee en este dispositivo. Los puntajes y borradores de Leadlight ayudan a decidir; nada aquí es asesoría legal.',
  places: 'Otras pantallas',
  models: 'Modelos',
  import: 'Importar',
  settings: 'Ajustes',
  alerts: 'Alertas',
  passkeys: 'Llaves de acceso',
  team: 'Equipo',
  ghl: 'GoHighLevel',
  privacy: 'Privacidad',
  keys: 'Claves de API',
  tour: 'Ver el recorrido otra vez',
  samples: 'Contactos de ejemplo',
  samplesText: 'Conversaciones inventadas de todos los niveles, para ver cómo las lee Leadlight.',
  trySamples: 'Probar con ejemplos',
  removeSamples: (count) => plural(count, 'Quitar # ejemplo', 'Quitar # ejemplos'),
  samplesAdded: 'Ejemplos agregados',
  samplesRemoved: 'Ejemplos quitados',
  unsynced: (count) =>
    plural(
      count,
      '# cambio aún no está en el servidor. Queda en este dispositivo, sellado, hasta que usted vuelva a iniciar sesión aquí.',
      '# cambios aún no están en el servidor. Quedan en este dispositivo, sellados, hasta que usted vuelva a iniciar sesión aquí.',
    ),
};
export default es;
