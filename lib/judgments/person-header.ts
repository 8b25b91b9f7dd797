/** Names whose desk a request comes from: who is signed in by the time it arrives may be somebody else. */
export const PERSON_HEADER = 'x-evenhand-person'
