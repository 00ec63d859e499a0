import { expect, it } from 'vitest';
import { parseSha256Sums } from './sha256-sums.ts';

it('reads SHA256SUMS as sha256sum writes it, and names the lines that are none', () => {
  const [a, b] = ['A'.repeat(64), 'b'.repeat(64)];
  expect(parseSha256Sums(`${a}  config.json\r\n\n${b} *./onnx/my model.onnx\nabc  x\n`)).toEqual({
    sha256: { 'config.json': 'a'.repeat(64), 'onnx/my model.onnx': b },
    bad: [4],
  });
});
