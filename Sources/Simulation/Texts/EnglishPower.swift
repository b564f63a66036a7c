extension Phrasebook {
    /// What is said around power over others, in English.
    static let englishPower = """
        # roleOffer
        [i can give you|want] the [VIP|special] role ? [just need|in exchange for] [a picture of you|a little selfie], \
        [just for me|only for me]
        [the VIP role|access to the private room] [has to be earned|isn't free] {emoji} [send me a picture|a picture \
        just for me] [and it's yours|]
        [one picture and you get|send a selfie and i'll give you] the [VIP role|role you want], [between us|]
        # colleagueAsk
        [can you|could you] [handle a ban|remove someone] for me ? [he|she] [is making trouble|is annoying me]
        [ban this account please|kick them], [i'll explain later|don't ask]
        # raidText
        everybody join the free {game} server https://example.example/{num} [gifts handed out now|the fastest win]
        we take over this channel tonight {game} forever [you are done|we are everywhere]
        come quickly and claim a free {gift} at https://gift.example/{num} before midnight
        # purgeReason
        [inactive for {num} months|inactive account|clean-up of inactive members]
        """
}
