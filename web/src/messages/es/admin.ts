import type en from '../en/admin.ts';

const es: typeof en = {
  onlyAdmins: 'Solo para administradores',
  onlyAdminsText: 'Esta pantalla es para los administradores del equipo. Pídale a uno lo que necesite de aquí.',
  loading: 'Cargando del servidor',
  lastRead: (when) => `Datos de: ${when}.`,
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'El navegador no permitió copiar. Seleccione el texto y cópielo a mano.',
  shownOnce: 'Se muestra solo esta vez. Cópielo ahora y guárdelo bien.',
  doneWithIt: 'Ya lo tengo',
  cancel: 'Cancelar',
  more: 'Mostrar más',
};
export default es;
