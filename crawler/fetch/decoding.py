"""Taking content encodings off a body without letting it grow beyond a bound."""

from __future__ import annotations

import io
import zlib

import brotli
import zstandard

# What we can take off, named in Accept-Encoding.
ACCEPTED = "gzip, deflate, br, zstd"
_CHUNK_BYTES = 65_536


class BodyTooLarge(ValueError):
    """The decoded body is larger than the bound."""


class DamagedBody(ValueError):
    """The body is not what its Content-Encoding says, or is cut off."""


def decode_body(data: bytes, encoding: str, max_bytes: int) -> bytes:
    """Takes the encodings of a Content-Encoding header off, the last one first.

    An encoding that the body does not have after all (servers that name gzip and send plain text) is passed over.

    Raises:
        BodyTooLarge: the result has more than `max_bytes`.
        DamagedBody: the data cannot be decoded or ends too early; or the encoding is unknown.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        data = _decode(data, name, max_bytes)
    if len(data) > max_bytes:
        raise BodyTooLarge(f"more than {max_bytes} bytes")
    return data


def _decode(data: bytes, name: str, max_bytes: int) -> bytes:
    if name in {"identity", "none", "utf-8"} or not data:
        return data
    if name in {"gzip", "x-gzip"}:
        return _inflate(data, max_bytes) if data[:2] == b"\x1f\x8b" else data
    if name == "deflate":
        return _inflate(data, max_bytes)
    if name == "br":
        return _unbrotli(data, max_bytes)
    if name == "zstd":
        return _unzstd(data, max_bytes)
    raise DamagedBody(f"unknown content encoding {name!r}")


def _inflate(data: bytes, max_bytes: int) -> bytes:
    """Decodes gzip (several members too), zlib and bare deflate."""
    zlib_header = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
    window = 31 if data[:2] == b"\x1f\x8b" else 15 if zlib_header else -15
    out = bytearray()
    while data:
        stream = zlib.decompressobj(window)
        try:
            out += stream.decompress(data, max_bytes + 1 - len(out))
        except zlib.error as error:
            raise DamagedBody(f"damaged compression: {error}") from error
        if len(out) > max_bytes:
            raise BodyTooLarge(f"more than {max_bytes} bytes")
        if not stream.eof:
            raise DamagedBody("the compressed body is cut off")
        data = stream.unused_data if stream.unused_data[:2] == b"\x1f\x8b" else b""
    return bytes(out)


def _unbrotli(data: bytes, max_bytes: int) -> bytes:
    stream, out = brotli.Decompressor(), bytearray()
    try:
        out += stream.process(data, output_buffer_limit=_CHUNK_BYTES)
        while not stream.is_finished() and not stream.can_accept_more_data():
            out += stream.process(b"", output_buffer_limit=_CHUNK_BYTES)
            if len(out) > max_bytes:
                raise BodyTooLarge(f"more than {max_bytes} bytes")
    except brotli.error as error:
        raise DamagedBody(f"damaged compression: {error}") from error
    if not stream.is_finished():
        raise DamagedBody("the compressed body is cut off")
    return bytes(out)


def _unzstd(data: bytes, max_bytes: int) -> bytes:
    reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(data), read_across_frames=True)
    out = bytearray()
    try:
        while chunk := reader.read(_CHUNK_BYTES):
            out += chunk
            if len(out) > max_bytes:
                raise BodyTooLarge(f"more than {max_bytes} bytes")
    except zstandard.ZstdError as error:
        raise DamagedBody(f"damaged compression: {error}") from error
    return bytes(out)
