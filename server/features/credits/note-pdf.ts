import PDFDocument from 'pdfkit';
import type { Money } from '../../domain/money/money.js';
import { wordsOf } from './mails.js';
import type { CreditAnswer } from './wire.js';

/** A credit note on one page: whom, what for, how much, and how it was calculated. */
export function notePdf(issuer: string, credit: CreditAnswer & { amount: Money; number: string }): Promise<Buffer> {
  const output = credit.output as
    | { downtime?: { seconds: string }; fee?: Money; creditPercent?: string | null }
    | undefined;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 56,
    info: { Title: `Credit note ${credit.number}`, Author: issuer },
  });
  const pieces: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  const row = (name: string, value: string) => {
    pdf.font('Helvetica').fillColor('#566072').text(name, 56, pdf.y, { width: 150, continued: false });
    pdf.moveUp().fillColor('#1a202c').text(value, 210, pdf.y, { width: 320 });
    pdf.moveDown(0.4);
  };
  pdf.fontSize(11).font('Helvetica').fillColor('#566072').text(issuer);
  pdf.moveDown().fontSize(22).font('Helvetica-Bold').fillColor('#1a202c').text(`Credit note ${credit.number}`);
  pdf.moveDown(0.3).fontSize(16).text(wordsOf(credit.amount));
  pdf.moveDown(1.2).fontSize(11);
  row('Credited to', `${credit.creditedTo.name} (${credit.creditedTo.id})`);
  row('Issued', credit.issuedAt ?? '');
  row('Subscription', `${credit.subscription.name} (${credit.subscription.id})`);
  row('Customer', credit.customer.name);
  row('Period', credit.period);
  row('Terms of Use', `${credit.terms.id}, version ${credit.terms.version}`);
  row('Uptime', `${credit.uptimePercent} %`);
  if (output?.downtime) row('Downtime', `${output.downtime.seconds} seconds`);
  if (output?.fee) row('Fee of the period', wordsOf(output.fee));
  if (output?.creditPercent) row('Credit', `${output.creditPercent} %`);
  pdf.end();
  return done;
}
