"""`python -m tests.reading`: what fails the gate, and what is longer than the 12 words we aim at."""

from tests.reading.gate import LONG, faults, length, sentences
from tests.reading.texts import texts


def main() -> None:
    for text in texts():
        for fault in faults(text.words, text.allowed, staff=text.staff):
            print(f"FAILS  {text.place}: {fault.why}: {fault.text}")
    long = {(length(sentence), sentence, text.place) for text in texts() for sentence in sentences(text.words) if length(sentence) > LONG}
    for words, sentence, place in sorted(long, reverse=True):
        print(f"long   {place}: {words} words: {sentence}")


main()
