// A telephone number as people type it: mobile, landline with or without its area code, or a short service number.
export const isPhone = (text: string) => /^(\+?86)?(1[3-9]\d{9}|0\d{9,11}|\d{7,8}|1\d{4}|[48]00\d{7})$/.test(text.replace(/[\s-－—]/g, ''))
