import type en from '../en/tour.ts';

const es: typeof en = {
  title: 'Bienvenido a Leadlight',
  step: (at, of) => `Paso ${at} de ${of}`,
  steps: [
    {
      title: 'Hoy dice a quién llamar, y por qué',
      text: 'Arriba están los contactos que lo necesitan primero, cada uno con una frase que dice por qué y para cuándo.',
    },
    {
      title: 'Cada número muestra sus palabras',
      text: 'Abra un contacto y toque un puntaje: salta a las palabras que lo explican. Si una etiqueta está mal, dos toques la corrigen.',
    },
    {
      title: 'Funciona sin red',
      text: 'Las conversaciones se leen y se guardan, selladas, en este dispositivo. Los cambios esperan y salen cuando vuelve la red.',
    },
  ],
  skip: 'Omitir',
  next: 'Siguiente',
  back: 'Atrás',
  done: 'Empezar',
};
export default es;
