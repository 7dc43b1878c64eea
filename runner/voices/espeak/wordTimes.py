"""Speaks text from standard input with libespeak-ng into a WAV file and prints every event with its time as JSON.

Exit code 3: the library, its data or the voice is missing. Run as
wordTimes.py WAV VOICES RATE PITCH RANGE VOLUME [LIBRARY]
where the first of the comma-separated VOICES that is there is taken.
"""

import ctypes
import ctypes.util
import json
import sys
import wave

SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: espeak_Synth returns when all is spoken
PHONEME_EVENTS, DONT_EXIT = 0x0001, 0x8000  # espeak_Initialize's options
UTF8 = 1
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4  # espeak_PARAMETER
LIST_TERMINATED, WORD, PHONEME = 0, 1, 7  # espeak_EVENT_TYPE
MISSING = 3


class EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", EventId),
    ]


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


def missing(reason):
    print(reason, file=sys.stderr)
    sys.exit(MISSING)


def load(name):
    candidates = [name] if name else ["libespeak-ng.so.1", ctypes.util.find_library("espeak-ng")]
    for candidate in filter(None, candidates):
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            continue
    missing("libespeak-ng was not found")


def speak(library, text, wav_path, voices, settings):
    """Positions count characters from 1; times are samples, which stay exact where milliseconds are rounded."""
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, None, PHONEME_EVENTS | DONT_EXIT)
    if rate <= 0:
        missing("espeak-ng could not read its voices")
    if all(library.espeak_SetVoiceByName(voice.encode()) != 0 for voice in voices):
        missing(f"espeak-ng has no voice {voices[0]}")
    for parameter, value in settings.items():
        library.espeak_SetParameter(parameter, value, 0)

    words, phonemes = [], []
    with wave.open(wav_path, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)

        def receive(samples, count, events):
            if samples and count > 0:
                wav.writeframesraw(ctypes.string_at(samples, count * 2))
            index = 0
            while events[index].type != LIST_TERMINATED:
                event = events[index]
                if event.type == WORD:
                    words.append([event.text_position, event.length, event.sample])
                elif event.type == PHONEME:
                    phonemes.append([event.id.string.decode("utf-8", "replace"), event.sample])
                index += 1
            return 0

        callback = Callback(receive)
        library.espeak_SetSynthCallback(callback)
        encoded = text.encode("utf-8")
        library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, UTF8, None, None)
        library.espeak_Synchronize()
        samples = wav.tell()
    return {"sampleRate": rate, "samples": samples, "words": words, "phonemes": phonemes}


def main():
    wav_path, voices, rate, pitch, pitch_range, volume = sys.argv[1:7]
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    library = load(sys.argv[7] if len(sys.argv) > 7 else None)
    settings = {RATE: int(rate), PITCH: int(pitch), RANGE: int(pitch_range), VOLUME: int(volume)}
    json.dump(speak(library, text, wav_path, voices.split(","), settings), sys.stdout)


main()
