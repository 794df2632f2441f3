// Fills in a generated form the way a person would: what is required, by the kind of each field.

/** A field ready to be answered: its section unfolded, what the system filled in turned into a question, a long list opened. */
export async function asked(page, name) {
    const row = page.locator(`[data-field="${name}"]`).first()
    await row.waitFor({ state: 'attached' })
    const shut = page.locator('details:not([open])', { has: row })
    if (await shut.count()) await shut.locator('summary').click()
    const told = row.locator('.told button')
    if (await told.count()) await told.click()
    const folded = row.locator('button[aria-expanded=false]')
    if (await folded.count()) await folded.click()
    return row
}

/** Types into a field, whatever stood there. */
export async function write(page, name, text) {
    await (await asked(page, name)).locator('input, textarea').first().fill(text)
}

/** A type the signed-in person may create whose required fields need no other record. */
export async function formFor(page) {
    const pack = await page.evaluate(async () => (await fetch('/api/v1/pack')).json())
    const hard = (field) => field.required === true && !field.computed && (['ref', 'file'].includes(field.kind) || field.pattern || field.shape)
    const fit = Object.values(pack.types).filter((type) => type.may.includes('create') && !type.parent && type.door !== 'module')
        .sort((one, other) => one.fields.filter(hard).length - other.fields.filter(hard).length)
    if (!fit.length || fit[0].fields.some(hard)) throw new Error('there is no type this account may create without other records')
    return fit[0]
}

export async function fillIn(page, type) {
    await page.waitForSelector('[data-field]')
    const filled = new Set()
    // An answer may bring further questions, so the form is asked again after each.
    for (;;) {
        const waiting = await page.locator('[data-field]:has(.must)').evaluateAll((rows) => rows.map((row) => row.dataset.field))
        const name = waiting.find((one) => !filled.has(one))
        if (!name) return
        await fillField(await asked(page, name), type.fields.find((field) => field.name === name))
        filled.add(name)
    }
}

/** Answers one field by its kind. */
export async function fillField(row, field) {
    switch (field.kind) {
        case 'boolean': return row.locator('label.choice').first().click()
        case 'codes': return row.locator('label.choice').first().click()
        case 'code': return fillCode(row)
        case 'region': return fillRegion(row)
        case 'date': case 'time': return fillMoment(row, field.kind)
        case 'minutes': case 'number': return row.locator('input').first().fill(String(Math.max(field.low ?? 1, 1)))
        case 'money': return row.locator('input').first().fill('12.34')
        case 'point': { const inputs = row.locator('input'); await inputs.nth(0).fill('104.11'); return inputs.nth(1).fill('35.84') }
        default: return row.locator('input, textarea').first().fill(`演示 ${Date.now().toString(36)}`.slice(0, field.most ?? 40))
    }
}

async function fillCode(row) {
    const choice = row.locator('label.choice')
    if (await choice.count()) return choice.first().click()
    await row.locator('input[role=combobox]').click()
    await row.locator('[role=option]').first().click()
}

/** Gives one open text field another value; answers the field's label. */
export async function changeOne(page, type) {
    const plain = (field) => field.kind === 'text' && !field.computed && !field.fixed && !field.pattern && !field.shape && !field.show
    for (const field of type.fields.filter(plain)) {
        if (!await page.locator(`[data-field="${field.name}"] :is(input, textarea)`).count()) continue
        const input = (await asked(page, field.name)).locator('input, textarea')
        await input.first().fill(`演示改 ${Date.now().toString(36)}`.slice(0, field.most ?? 40))
        return field.label.zh
    }
    throw new Error(`${type.type} has no text that may be changed`)
}

/** Goes down step by step until there is nothing more to choose. */
async function fillRegion(row) {
    await row.locator('.steps select').first().waitFor()
    for (let step = 0; step < 4; step++) {
        const select = row.locator('.steps select').nth(step)
        try { await select.waitFor({ timeout: 3000 }) } catch { return }
        if (!await select.inputValue()) await select.selectOption({ index: 1 })
    }
}

async function fillMoment(row, kind) {
    const input = row.locator('input').first()
    await input.fill(kind === 'date' ? '2026-11-23' : '2026-11-23 08:30')
    await input.press('Enter')
    await input.press('Escape')
}
