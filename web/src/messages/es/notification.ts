import type en from '../en/notification.ts';

const es: typeof en = {
  reasons: { level: 'Un contacto está listo', urgent: 'Un contacto espera respuesta hoy' },
  other: 'Hay novedades en Leadlight',
  open: 'Abra Leadlight para ver quién es.',
};
export default es;
