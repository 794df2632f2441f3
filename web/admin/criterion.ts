// What the server says about a criterion that was typed: its own sentence, and the character it names.
import type { Refusal } from '@shared/api'
import { say } from '@shared/language'
import type { RecordType } from '@shared/shapes'

export interface Wrong { at: number; text: string }

/** Of the findings the one at the filter; the position stands apart, so that the page can mark the word there. The type goes by its label. */
export function wrongCriterion(fault: Pick<Refusal, 'message' | 'fields' | 'more'>, type?: Pick<RecordType, 'type' | 'label'>): Wrong {
    const told = fault.fields.find((one) => one.field === 'where') ?? fault.fields[0]
    const sentence = told?.message || fault.message
    const place = /^(?:.*?[:：]\s*)?(?:character\s*(\d+)|第\s*(\d+)\s*个字符?)[:：]\s*/u.exec(sentence)
    return { at: Number(place?.[1] ?? place?.[2] ?? fault.more.at ?? 0), text: named(place ? sentence.slice(place[0].length) : sentence, type) }
}

const named = (sentence: string, type?: Pick<RecordType, 'type' | 'label'>) => (type ? sentence.replaceAll(type.type, say({ zh: `“${type.label.zh}”`, en: `“${type.label.en}”` })) : sentence)
