import { isUtf8 } from 'node:buffer';
import { Binary, Double, Long, ObjectId } from 'bson';
import { CommandError, unsupported } from '../errors.js';

export function invalidBson(what: string): CommandError {
  return new CommandError('InvalidBSON', `invalid BSON: ${what}`);
}

function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** Reads BSON's scalar values one after the other; none may run past `end`. */
export class BsonReader {
  position = 0;
  constructor(protected readonly bytes: Buffer) {}

  protected need(count: number, end: number): void {
    if (count < 0 || this.position + count > end) throw invalidBson('value runs past its document');
  }

  protected cstring(end: number): string {
    const start = this.position;
    const stop = this.bytes.indexOf(0, start);
    if (stop < 0 || stop >= end) throw invalidBson('unterminated name');
    this.position = stop + 1;
    return this.text(start, stop);
  }

  private text(start: number, stop: number): string {
    if (stop - start >= 24) return this.utf8(start, stop);
    let text = '';
    for (let index = start; index < stop; index++) {
      const byte = this.bytes[index] as number;
      if (byte > 127) return this.utf8(start, stop);
      text += String.fromCharCode(byte);
    }
    return text;
  }

  private utf8(start: number, stop: number): string {
    const text = this.bytes.toString('utf8', start, stop);
    if (text.includes('\ufffd') && !isUtf8(this.bytes.subarray(start, stop))) {
      throw unsupported('NotImplemented', 'text that is not UTF-8');
    }
    return text;
  }

  protected string(end: number): string {
    const length = this.int32(end);
    this.need(length, end);
    if (length < 1) throw invalidBson('string length');
    const start = this.position;
    const stop = start + length - 1;
    if (this.bytes[stop] !== 0) throw invalidBson('unterminated string');
    this.position = stop + 1;
    return this.text(start, stop);
  }

  protected int32(end: number): number {
    this.need(4, end);
    this.position += 4;
    return this.bytes.readInt32LE(this.position - 4);
  }

  protected double(end: number): number | Double {
    this.need(8, end);
    this.position += 8;
    const value = this.bytes.readDoubleLE(this.position - 8);
    return isInt32(value) ? new Double(value) : value;
  }

  protected long(end: number): Long {
    return new Long(this.int32(end), this.int32(end));
  }

  protected binary(end: number): Binary {
    const length = this.int32(end);
    this.need(length + 1, end);
    const subtype = this.bytes[this.position++] as number;
    if (subtype === 2) throw unsupported('NotImplemented', 'binary data of the old subtype 2');
    const start = this.position;
    this.position += length;
    return new Binary(Buffer.from(this.bytes.subarray(start, this.position)), subtype);
  }

  protected date(end: number): Date {
    const date = new Date(this.long(end).toNumber());
    if (Number.isNaN(date.getTime())) {
      throw unsupported('NotImplemented', 'a date beyond those of ECMAScript');
    }
    return date;
  }

  protected objectId(end: number): ObjectId {
    this.need(12, end);
    const start = this.position;
    this.position += 12;
    return new ObjectId(Uint8Array.prototype.slice.call(this.bytes, start, start + 12));
  }

  protected boolean(end: number): boolean {
    this.need(1, end);
    const byte = this.bytes[this.position++];
    if (byte !== 0 && byte !== 1) throw invalidBson('boolean');
    return byte === 1;
  }
}
