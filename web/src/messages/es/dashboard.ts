import type en from '../en/dashboard.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('es-US');

const es: typeof en = {
  title: 'Análisis',
  emptyTitle: 'Aún no hay contactos que contar',
  emptyText:
    'Cuando haya conversaciones, esta página muestra quién está en qué punto, qué tan rápido se les responde, qué los frena y de dónde vienen.',
  addOne: 'Agregar una conversación',
  days: (n) => `${n} días`,
  custom: 'Otro',
  range: 'Días que se miran',
  from: 'Desde',
  to: 'Hasta',
  rangeWrong: 'El primer día debe ir antes del último, y ambos dentro de un año.',
  owner: 'Contactos de',
  everyone: 'Todos',
  nobody: 'Nadie',
  formerMember: 'Miembro que aquí no se conoce',
  asOf: (moment) => `Último conteo: ${moment}.`,
  counting: (done, total) => `Contando ${done} de ${total} contactos`,
  counted: (leads) => plural(leads, 'Se contó # contacto abierto', 'Se contaron # contactos abiertos'),
  unread: (count) => plural(count, '# contacto está sin analizar.', '# contactos están sin analizar.'),
  exportOf: (title) => `Exportar: ${title}`,
  exportAll: 'Exportar todo en CSV',
  csv: 'Descargar CSV',
  png: 'Descargar PNG',
  pngFailed: 'No se pudo hacer la imagen. El CSV tiene las mismas cifras.',
  asTable: 'Las cifras en una tabla',
  notEnough: 'Aún no basta para saberlo.',
  level: 'Nivel',
  leads: 'Contactos',
  share: 'Parte',
  messages: 'Mensajes',
  week: 'Semana del',
  levelsNow: {
    title: 'Niveles ahora',
    says: (strong) => plural(strong, '# contacto está listo para cerrar.', '# contactos están listos para cerrar.'),
  },
  levelWeeks: {
    title: 'Niveles por semana',
    up: (now, before) => `Listos para cerrar: ${now} esta semana, ${before} la anterior.`,
    thin: 'Hacen falta dos semanas con mensajes para ver hacia dónde van.',
  },
  chance: {
    title: 'Embudo y conversión',
    column: 'Probabilidad de cierre',
    low: 'al menos',
    high: 'a lo sumo',
    rests: (outcomes) =>
      outcomes === 0
        ? 'Las probabilidades aún no se basan en ningún resultado de su equipo, solo en un supuesto declarado: marque los contactos como ganados o perdidos.'
        : plural(
            outcomes,
            'Las probabilidades se basan en # contacto ganado o perdido.',
            'Las probabilidades se basan en # contactos ganados o perdidos.',
          ),
    won: (won, of, share, low, high) =>
      `Ganados: ${won} de los ${of} que terminaron en estos días, ${share} (${low} a ${high}).`,
    wonThin: (of) =>
      plural(
        of,
        'Parte ganada: aún no basta para saberlo (# contacto terminó en estos días).',
        'Parte ganada: aún no basta para saberlo (# contactos terminaron en estos días).',
      ),
    wonRow: 'Ganados de los que terminaron en estos días',
    thin: 'Aún no basta para saberlo: ningún contacto ha dicho lo suficiente.',
  },
  replies: {
    title: 'Tiempo de respuesta',
    says: (count, median) =>
      `La mitad de ${plural(count, '# primera respuesta', '# primeras respuestas')} llegó en ${median} o menos.`,
    waiting: (count) => plural(count, '# contacto espera respuesta ahora.', '# contactos esperan respuesta ahora.'),
    thin: 'Aún no basta para saberlo: hacen falta cinco respuestas en estos días.',
    within: 'Respondido en menos de',
    longer: 'más',
    count: 'Respuestas',
  },
  medianIs: (median) => `mediana ${median}`,
  dotIs: (each) => `Un punto vale ${each} respuestas.`,
  objections: {
    title: 'Objeciones',
    says: (kind, leads) => `La más común: ${kind}, de ${plural(leads, '# contacto', '# contactos')}.`,
    none: 'Nadie objetó nada en estos días.',
    kind: 'Objeción',
  },
  mood: {
    title: 'Ánimo de los mensajes',
    says: (positive, negative) =>
      `En la última semana que lo dice, ${positive} de los mensajes son positivos y ${negative} negativos.`,
    thin: 'Aún no basta para saberlo: hacen falta dos semanas con cinco mensajes cada una. Elija más días.',
  },
  moods: { positive: 'Positivo', neutral: 'Neutro', negative: 'Negativo' },
  sources: {
    title: 'Orígenes',
    says: (source, leads) =>
      `La mayoría de los que escribieron vino de ${source} (${leads}). Marcado: listos para cerrar.`,
    none: 'Nadie escribió en estos días.',
    source: 'Origen',
    unknown: 'Desconocido',
    strong: 'Listos para cerrar',
    others: (count) => plural(count, '# origen más', '# orígenes más'),
  },
  channels: {
    title: 'Canales',
    says: (channel, share) => `${share} de los que escribieron lo hizo por ${channel}.`,
    channel: 'Canal',
  },
  workload: {
    title: 'Carga por agente',
    says: (waiting) =>
      plural(waiting, '# contacto del equipo espera respuesta.', '# contactos del equipo esperan respuesta.'),
    agent: 'Agente',
    waiting: 'Esperan',
    median: 'Respuesta mediana',
  },
  chartSays: (title, says) => `${title}. ${says} La tabla de abajo tiene las cifras.`,
};
export default es;
