"""Makes a photo or a sound anew. Run as a program of its own, for one file that a stranger sent: it may open nothing, and not for long.

`darkroom.py photo|sound DECODER`, the file on standard input. On standard output: one line of JSON, then the bytes it counts.
It knows nothing of the app, so nothing of the app can be taken from it. What was in the file beside what is seen or heard does not come along:
no place, no name, no date, no second picture, nothing hidden at its end.
"""

import contextlib
import ctypes
import io
import json
import os
import resource
import sys

MOST_DOTS, LEAST_SIDE = 50_000_000, 32
WHOLE, SMALL = 1600, 320
MOST_SECONDS, LEAST_SECONDS = 120, 0.5
# A recorder that stops at two minutes writes its last piece a little later.
GRACE = 3
CPU_SECONDS, MEMORY = 20, 1_200_000_000
NOBODY = 65534
RATE, BITS = 24_000, 48_000
READERS = {"mov", "matroska", "ogg", "wav", "mp3", "aac", "amr", "caf", "flac"}
CODECS = {"aac", "alac", "mp3", "mp3float", "opus", "libopus", "vorbis", "flac", "amrnb", "amr_nb", "amrwb", "amr_wb"}


class Refused(Exception):
    """Why nothing was made, in one of the words of `remaking.WHY`."""


def be_shut_in() -> None:
    """From here on: no file, no socket, no other program, no more memory or time than a phone's own photo needs."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (most, most))
    # PR_SET_NO_NEW_PRIVS and PR_SET_DUMPABLE (prctl(2)).
    kernel = ctypes.CDLL(None)
    kernel.prctl(38, 1, 0, 0, 0)
    kernel.prctl(4, 0, 0, 0, 0)
    if os.getuid() == 0:
        be_nobody()


def be_nobody() -> None:
    """Whoever runs as root could give itself back what was just taken. Where there is no such number, it stays as it is."""
    with contextlib.suppress(OSError):
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def photo(data: bytes, decoder: str) -> tuple[dict, list[bytes]]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=(decoder,)) as opened:
        # Known from its first lines: nothing is unpacked yet.
        if opened.width * opened.height > MOST_DOTS:
            raise Refused("dots")
        if min(opened.size) < LEAST_SIDE:
            raise Refused("small")
        # A few named colours cannot be mixed: such a picture is unfolded before it is shrunk. A big photo is shrunk while it is read.
        dots = opened.convert("RGBA" if "transparency" in opened.info else "RGB") if opened.mode in ("1", "P", "PA") else opened
        dots.thumbnail((WHOLE, WHOLE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        whole = on_white(ImageOps.exif_transpose(dots))
    small = whole.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return {"width": whole.width, "height": whole.height}, [as_jpeg(whole), as_jpeg(small)]


def on_white(image):
    """A new picture with these dots alone, in the colours that every screen knows."""
    from PIL import Image

    plain = Image.new("RGB", image.size, "white")
    if "A" in image.getbands() or "transparency" in image.info:
        clear = image.convert("RGBA")
        plain.paste(clear, mask=clear.getchannel("A"))
    else:
        plain.paste(usual_colours(image))
    return plain


def usual_colours(image):
    """From the colours of the phone that took it (Display P3, CMYK); a profile that cannot be read is left aside."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            return ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def as_jpeg(image) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=80, optimize=True)
    return made.getvalue()


def sound(data: bytes, reader: str) -> tuple[dict, list[bytes]]:
    import av

    if reader not in READERS:
        raise Refused("unknown")
    if reader == "wav" and not is_whole(data):
        raise Refused("broken")
    with av.open(io.BytesIO(data), format=reader, metadata_errors="ignore") as source:
        if not source.streams.audio:
            raise Refused("silent")
        heard = source.streams.audio[0]
        said = float(source.duration / av.time_base) if source.duration else 0.0
        if heard.codec_context.name not in CODECS and not heard.codec_context.name.startswith("pcm_"):
            raise Refused("unknown")
        if said > MOST_SECONDS + GRACE:
            raise Refused("long")
        heard.codec_context.thread_count = 1
        made, seconds = recorded(av, source, heard)
    if seconds < LEAST_SECONDS:
        raise Refused("silent")
    if seconds < said * 0.8:
        raise Refused("broken")
    return {"seconds": max(1, round(seconds))}, [made]


def is_whole(wav: bytes) -> bool:
    """Is all there that its first line names? A recorder that could not know writes nothing or the biggest number."""
    named = int.from_bytes(wav[4:8], "little")
    return named in (0, 0xFFFF_FFFF) or named <= len(wav) - 8 + 1


def recorded(av, source, heard) -> tuple[bytes, float]:
    """One voice, MP3, without a name or a date. Stops where two minutes are over, whatever the file says of its length."""
    made, samples = io.BytesIO(), 0
    with av.open(made, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as target:
        voice = target.add_stream("libmp3lame", rate=RATE, layout="mono", bit_rate=BITS)
        voice.codec_context.thread_count = 1
        plain = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
        for frame in source.decode(heard):
            frame.pts = None
            for piece in plain.resample(frame):
                samples += piece.samples
                target.mux(voice.encode(piece))
            if samples > RATE * (MOST_SECONDS + GRACE):
                raise Refused("long")
        for piece in plain.resample(None):
            samples += piece.samples
            target.mux(voice.encode(piece))
        target.mux(voice.encode(None))
    return made.getvalue(), samples / RATE


def load(kind: str) -> None:
    """Everything that has to be read from the disk, before nothing can be."""
    if kind == "sound":
        import av
        import av.audio.resampler

        av.logging.set_level(None)
        warm = io.BytesIO()
        with av.open(warm, "w", format="mp3") as target:
            target.add_stream("libmp3lame", rate=RATE, layout="mono")
        return
    import pillow_heif
    from PIL import Image, ImageCms

    pillow_heif.register_heif_opener(thumbnails=False)
    pillow_heif.options.DECODE_THREADS = 1
    Image.init()
    ImageCms.createProfile("sRGB")


def main(kind: str, decoder: str) -> None:
    load(kind)
    data = sys.stdin.buffer.read()
    be_shut_in()
    try:
        facts, bodies = photo(data, decoder) if kind == "photo" else sound(data, decoder)
    except Refused as why:
        facts, bodies = {"refused": str(why)}, []
    except Exception:
        # Whatever a decoder stumbles over in a stranger's file, there is one thing to say of it.
        facts, bodies = {"refused": "broken"}, []
    line = json.dumps(facts | {"lengths": [len(body) for body in bodies]}).encode() + b"\n"
    sys.stdout.buffer.write(line + b"".join(bodies))
    sys.stdout.buffer.flush()
    # Nothing is left to tidy up, and a damaged decoder's tidying is not waited for.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:3])
