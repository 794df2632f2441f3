// Whether what is typed speaks of danger; asked on the telephone itself, as the server asks it again of what is sent.

/** Wide letters narrow, capitals small, one blank where there are several; none between Chinese characters. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(/([^ -~]) (?=[^ -~])/g, '$1')
const ofWord = (character: string | undefined) => !!character && /[a-z0-9]/.test(character)

/** A Chinese word counts wherever it stands, one of Latin letters only as a whole word. */
function holds(text: string, word: string): boolean {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const begins = !ofWord(word[0]) || !ofWord(text[at - 1])
        const ends = !ofWord(word.at(-1)) || !ofWord(text[at + word.length])
        if (begins && ends) return true
    }
    return false
}

export const holdsDanger = (words: string[], text: string) => { const typed = plain(text); return words.some((word) => holds(typed, plain(word))) }
