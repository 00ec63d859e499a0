import { pluralOf } from '../plural.ts';
import type en from '../en/team.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Equipo',
  roles: { admin: 'Administrador', lead: 'Líder de equipo', agent: 'Agente', viewer: 'Solo lectura' },
  members: 'Miembros',
  membersText:
    'Los administradores dirigen el equipo. Los líderes ven y reparten todos los contactos. Los agentes trabajan los suyos. Solo lectura no cambia nada.',
  membersForLeads: 'Quién está en el equipo. Los administradores lo cambian.',
  you: '(usted)',
  inactive: 'Desactivado',
  role: 'Función',
  roleOf: (name) => `Función de ${name}`,
  roleChanged: (name, role) => `${name}: ahora ${role}`,
  deactivate: 'Desactivar',
  deactivateWho: (name) => `Desactivar a ${name}`,
  deactivateText:
    'Se cierra su sesión en todas partes y sus dispositivos borran lo que tienen del equipo. Puede readmitir a la persona; los contactos que pasaron a otro se quedan con él.',
  leadsTo: 'Quién recibe sus contactos',
  nobody: 'Nadie: dejarlos sin asignar',
  deactivated: (name) => `${name}: cuenta desactivada`,
  reactivate: 'Readmitir',
  reactivateWho: (name) => `Readmitir a ${name}`,
  reactivated: (name) => `${name}: de nuevo en el equipo`,
  invites: 'Invitaciones',
  invite: 'Invitar a alguien',
  invitesText: 'Un enlace deja entrar a una persona, una vez. Envíelo por un medio que solo ella lea.',
  validFor: 'Válida por',
  days: (count) => plural(count, '# día', '# días'),
  makeLink: 'Crear un enlace',
  link: 'Enlace de invitación',
  linkHint: 'Se muestra solo esta vez. Quien lo abra primero entra al equipo.',
  open: 'Invitaciones abiertas',
  until: (when) => `hasta ${when}`,
  withdraw: 'Retirar',
  withdrawn: 'Invitación retirada: su enlace ya no funciona',
  noInvites: 'No hay invitaciones abiertas.',
  settings: 'Ajustes del equipo',
  teamName: 'Nombre del equipo',
  save: 'Guardar',
  saved: 'Ajustes del equipo guardados',
  agentsSeeUnassigned: 'Los agentes ven contactos sin asignar',
  agentsSeeUnassignedHint:
    'Apagado: un agente ve solo los suyos. Tras un cambio los dispositivos vuelven a traer sus contactos.',
};
export default es;
