extension Phrasebook {
    /// More innocent exchanges that look like a story at first sight, in English.
    static let englishMoreLookalikes = """
        # tradeOffer
        i'll give you {skin} if you send me [your {skin}|{num} gems|your inventory screen]
        [send first|you first], [then i give|i swear i'll send] mine
        send a [pic|screenshot] of [the item|your inventory|your level] [as proof|]
        [you have 10 minutes|hurry], [the offer ends|someone else wants {skin}]
        [otherwise|if you say no] i'll [trade elsewhere|give it to {person}]
        [come to dms|let's do it in private], [too many people here|it's easier]
        don't tell anyone [the price|] {laugh}
        # tradeAnswer
        [ok|go] [sending|look] [the screenshot|the trade invite]
        [nah|meh] [too much|your skin is worth less|add something]
        [why|is this a scam] ? [let's use a mod|do you have vouches]
        [got it|all good] [thanks|smooth|legit] 👍
        # welcome
        Welcome to the server {you} ! [Read the rules|Say hello] and [take your roles|tell us your age with the age \
        role]. [Any question|A problem] ? Write to me.
        # welcomeReply
        [thanks|ty] [that's kind|!|] {emoji}
        [ok|alright] [i'll look|i'll read] [that|the rules]
        how do i get roles ?
        i'm {age}, [which role do i take|is that ok to be here] ?
        # surprisePlan
        [whatever you do|please] don't tell [anyone|{person}], [this stays between us|], it's a surprise [for the \
        birthday|for turning {age}] 🎂
        [delete the chat|erase the messages] [after|], [he looks at my phone|she reads everything] {laugh}
        can you send me [a pic of him as a kid|your pics with her|a video of you singing], it's for the [montage|album]
        [the parents know|her mum is helping], [meet at {hour}|we hide in the garage]
        [bring|buy] [balloons|the cake|a gift card] [i'll pay you back|]
        # surpriseReply
        [promise|shh|my lips are sealed] {emoji}
        [she suspects nothing|he thinks we forgot] {laugh}
        [great idea|love it], [sending the pics tonight|i'll do the cake]
        [how many are we|i'm coming with {person}|my mum drops me off]
        # liftOffer
        [i can|my mum can|we can] pick up {you} at {hour}, what's your address ?
        [the match is|meet] at the [gym|stadium] on {street} in {city}, [bring your shirts|be on time]
        [we live at|i'm at] {num} {street}, [ring the bell|park in front]
        [there are|i have] {num} seats in the car [for the tournament|]
        send your [number|phone number] [so my dad can call your mum|in case we get lost]
        # liftReply
        [thanks|great], [i'll be outside|i'll wait downstairs] [with my bag|]
        i'm at {num} {street} in {city}, [green gate|second floor]
        my dad [can take {num} players|does the way back]
        [ok|noted] {hour} [i told my mum|]
        # banter
        you're [trash|so bad|a joke] [at {game}|] {laugh}
        [i'll kill you|you're dead|i'll destroy you] [in {game}|next game|ingame] {laugh}
        [shut up|hush] [you're bronze|you have 2 kills] {laugh}
        [cry more|don't rage|tears] {laugh}
        [give your keyboard back|uninstall|go back to the tutorial] {laugh}
        [gg though|ok rematch|well played clown] {laugh}
        i know where you live i'm coming to [steal your ps5|eat your {dish}] {laugh}
        # giftArrived
        [got it|my {gift} arrived] thanks [staff|team] {emoji}
        [it was real|not a fake], [i got my prize|received in 5 min] !
        so happy, thanks for the draw {emoji}
        # mergeRenewed
        [After the merge|Following the merge with {you}], [we gave the old badge back|the badge was removed] and \
        [applied again|filed a new application].
        [The application is accepted|After review], [the server earned its own badge|the badge is ours] [thanks all|].
        # counterSpeech
        never send pictures of yourself to someone [from the internet|you don't know], even [if they promise|for] \
        {gift}
        if [a mod|someone] asks you for a picture [to unban you|in exchange for a gift], [it's forbidden|report \
        it], [it's not your fault|talk about it]
        [reminder|small reminder] : [don't give your address|keep your number to yourself], [ever|even to nice people]
        if someone [threatens to show your messages|blackmails you] [don't pay|block them, keep the proof] and \
        [talk to an adult|call a helpline]
        ["it stays between us"|"don't tell your parents"] from an adult [is a red flag|means run]
        # counterReply
        [thanks for the reminder|important|pin this] {emoji}
        [they told us at school|my teacher said the same|my brother went through that]
        [what if|ok but] [it's a friend from class|it already happened to me], [what do i do|who can i talk to] ?
        # confide
        can i [tell you something|talk to you] ? [it's kind of serious|it's weighing on me]
        a [guy|mod|man] [asked me for a picture|told me "send a pic just for me"|offered me {gift} for a pic] \
        [yesterday|last month]
        he told me [not to tell anyone|it was normal|he'd show everything to my class]
        i [said no|blocked him|showed my mum everything] [but i'm scared|]
        he [was|said he was] {age} [but it's a lie|]
        # confideReply
        [it's not your fault|you did the right thing|you were brave] {you} ❤️
        did you tell [your parents|an adult|a teacher] ? [call a helpline|i'll come with you]
        [keep the messages|take screenshots|report him] [as proof|]
        [i'm here|you can count on me|thanks for telling me] ❤️
        """
}
