// Accounts from the command line: who an account is decides what it sees, and a wrong word is refused in a sentence.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { House } from './house.mjs'

const town = '620123100000'
let house

before(async () => (house = await House.make({ demo: true })))
after(() => house.end())

const refused = (words, says) => assert.throws(() => house.command('account', ...words), says)

test('a station worker who is named by the number of her record sees what her station is asked for', async () => {
    const county = await house.somebody('county')
    const found = await county.ask('GET', '/records/talent.worker?where=' + encodeURIComponent('station is not empty') + '&size=1&columns=number')
    const number = found.items[0].fields.number
    assert.match(house.ran('account', 'add', 'newcomer', '--role', 'station_worker', '--region', town).stderr, /needs --worker[^]*newcomer sees nothing/)
    assert.doesNotMatch(house.ran('account', 'add', 'colleague', '--role', 'station_worker', '--region', town, '--worker', number).stderr, /needs/)
    const newcomer = await house.somebody('newcomer')
    const colleague = await house.somebody('colleague')
    const seen = async (who) => (await who.ask('GET', '/records/services.request?total=exact')).total
    assert.equal(await seen(newcomer), 0)
    assert.ok((await seen(colleague)) > 0)

    house.command('account', 'role', 'newcomer', '--role', 'station_worker', '--region', town, '--worker', number)
    assert.equal(await seen(await house.somebody('newcomer')), await seen(colleague))
})

test('what is wrong with an account is said in words', () => {
    refused(['add', 'somebody', '--role', 'nobody', '--region', town], /There is no role “nobody”/)
    refused(['add', 'somebody', '--role', 'county', '--region', '99'], /There is no region with the code “99”/)
    refused(['add', 'somebody', '--role', 'county', '--region', '620199'], /There is no region/)
    refused(['add', 'county', '--role', 'county', '--region', '620123'], /taken/)
    refused(['add', 'somebody', '--role', 'station_worker', '--region', town, '--worker', 'SW0'], /there is no Social worker called "SW0"/)
    refused(['add', 'somebody', '--role', 'station_worker', '--region', town, '--station', '城关镇社会工作服务站（演示）'], /several are called/)
    refused(['role', 'nobody', '--role', 'county', '--region', '620123'], /There is no such account/)
})
