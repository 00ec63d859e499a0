import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** The least of an SMTP server (RFC 5321): keeps the mails; refuses recipients whose address begins with `refused`. */
export async function openSmtpSink() {
  const mails: { to: string; text: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to = '';
    let data: string[] | null = null;
    createInterface({ input: socket }).on('line', (line) => {
      if (data !== null) {
        if (line !== '.') return void data.push(line);
        mails.push({ to, text: data.join('\n') });
        data = null;
        return void say('250 kept');
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'RCPT') {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        return void say(to.startsWith('refused') ? `550 no such box ${to}` : '250 ok');
      }
      if (command === 'DATA') {
        data = [];
        return void say('354 go on');
      }
      if (command === 'QUIT') return void socket.end('221 bye\r\n');
      say(command === 'EHLO' ? '250 sink' : '250 ok');
    });
    say('220 sink');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
