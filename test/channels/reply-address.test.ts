import fc from 'fast-check';
import { createReplyAddresses } from '../../src/channels/mail/reply-address.ts';

const replies = createReplyAddresses('one secret', 'Support@introserv.com');

describe('Where answers come back to', () => {
  test('names its ticket, however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
        const address = replies.of(number);
        expect(address).toMatch(/^support\+\d+\.[0-9a-f]{24}@introserv\.com$/);
        expect(replies.read(address)).toEqual({ ticketNumber: number });
        expect(replies.read(address.toUpperCase())).toEqual({ ticketNumber: number });
      }),
    );
  });

  test('of another ticket, or by another secret, is forged', () => {
    const [local = '', domain = ''] = replies.of(42).split('@');
    expect(replies.read(`${local.replace('42.', '43.')}@${domain}`)).toBe('forged');
    expect(replies.read(createReplyAddresses('another secret', 'support@introserv.com').of(42))).toBe('forged');
    expect(replies.read(`${local.slice(0, -1)}@${domain}`)).toBe('forged');
    expect(replies.read(`support+42.@${domain}`)).toBe('forged');
    expect(replies.read(`support+sales@${domain}`)).toBe('forged');
  });

  test.each(['support@introserv.com', 'sales+42.abc@introserv.com', 'support+42.abc@example.com', 'nonsense', ''])(
    '%j names no ticket',
    (address) => {
      expect(replies.read(address)).toBe('nobody');
    },
  );
});
