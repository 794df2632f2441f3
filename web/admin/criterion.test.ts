// A filter the server refuses says why, at the field, and where.
import { expect, it } from 'vitest'
import { wrongCriterion } from './criterion'

const refused = (message: string) => ({ message: '填写的内容有问题，请按各项提示修改后再保存。', more: {}, fields: [{ field: 'where', code: 'criteria.bad', message }] })

it('shows the sentence of the finding and not that of the whole answer', () =>
    expect(wrongCriterion(refused('条件有误：第1个字：`skils` 不是 talent.worker 的字段；是否指 skills？'))).toEqual({ at: 1, text: '`skils` 不是 talent.worker 的字段；是否指 skills？' }))
it('calls the type by its label', () =>
    expect(wrongCriterion(refused('条件有误：第1个字：`skils` 不是 services.request 的字段'), { type: 'services.request', label: { zh: '求助', en: 'Request' } }).text).toBe('`skils` 不是 “求助” 的字段'))
it('finds the position in English too', () =>
    expect(wrongCriterion(refused('The criterion is wrong: character 13: `senoir` is no word of cert_level'))).toEqual({ at: 13, text: '`senoir` is no word of cert_level' }))
it('takes a sentence without a position as it is', () =>
    expect(wrongCriterion(refused('您不能按“电话”筛选。'))).toEqual({ at: 0, text: '您不能按“电话”筛选。' }))
it('says what the answer says where no field is named', () =>
    expect(wrongCriterion({ message: '条件太长。', fields: [], more: {} }).text).toBe('条件太长。'))
