import type { ModalSpec } from '../shared/modal.js';

/** What travels in a form's private metadata: the feature's own, and where to answer privately. */
interface ModalEnvelope {
  readonly metadata: string;
  readonly responseUrl: string | null;
}

export function withResponseUrl(spec: ModalSpec, responseUrl: string | null): ModalSpec {
  const envelope: ModalEnvelope = { metadata: spec.metadata ?? '', responseUrl };
  return { ...spec, metadata: JSON.stringify(envelope) };
}

export function openEnvelope(privateMetadata: string): ModalEnvelope {
  const { metadata, responseUrl } = JSON.parse(privateMetadata) as ModalEnvelope;
  return { metadata, responseUrl };
}
