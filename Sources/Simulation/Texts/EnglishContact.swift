extension Phrasebook {
    /// How the contact of a planted story begins and grows, in English.
    static let englishContact = """
        # opener
        {hey} [you|{you}|], [how are you|what's up|you good] ?
        {hey}, saw you [in the channel|on the server|in vc], [you seem nice|can we talk] ?
        {hey} {you} [can i talk to you|got a minute|free to chat] ?
        {hey} was that you [in {game}|at karaoke|in voice] [yesterday|earlier] ?
        [we don't know each other|you're new here], [where you from|what are you up to] ?
        {hey} [looking for|want] someone to play {game} with ?
        # smallTalk
        [i'm good|fine|ok] and you ?
        [just got home|playing a bit|watching {series}|doing nothing] hbu
        [yeah|yes] [a bit|kinda|it's ok]
        did you have a good day ?
        i [lost|won] in {game} {laugh}
        [long day|so tired|bored] {emoji}
        what do you [play|watch|listen to] ?
        {laugh} [true|so much|fr]
        [my parents|my teachers] are [annoying|so strict] [lately|]
        # flattery
        you're [so|really] [different from the others|special|mature] [for your age|i think|]
        [you look|you are] [so pretty|so cute|gorgeous] in your pfp
        i [love|really like] [talking to you|your voice|your laugh]
        you don't seem your age, [you're more grown up|you talk like an adult]
        [nobody|no girl|no guy] here [is like you|gets me like you]
        you [deserve better|are worth more] than [your friends|people your age]
        # askAge
        [btw|so] how old are you [really|] ?
        [what grade are you in|how old are you again] ?
        are you [over 18|in middle school or high school] ?
        # sayAge
        i'm {age} [and you|why|]
        {age} [wbu|almost older|]
        {age}, i'm in {class}
        i'm in {class}
        # askLife
        do you live [with your parents|with who|with your mum] ?
        where do you [live|stay], [which city|near {city}] ?
        do your parents [check|look at|go through] your phone [sometimes|] ?
        do you have a [boyfriend|girlfriend] [right now|] ?
        do you have [your own room|a lock on your door] ?
        what time do you get home [from school|] ?
        # answerLife
        [with my mum|with my parents|my dad every other week]
        near {city} [why|]
        [no|nah] [not really|they don't look|never]
        [depends|sometimes|at night yes]
        [why do you ask|that's a weird question|uh why]
        [no|nah] [nobody|not right now] {laugh}
        # trust
        you can [tell me anything|trust me|count on me] [you know|]
        i [would never judge you|understand you|will always be here]
        you're [like a little sister|like a little brother|the most important person] to me
        if [you feel bad|you fight with your parents] [come to me|text me first]
        [we tell each other everything|no secrets between us] [ok|right]
        i [think about you|wait for you] [every night|when you're offline]
        # secrecy
        [this stays between us|it's our secret|keep this to yourself] [ok|promise] ?
        [don't tell anyone|tell nobody|don't tell your parents], [they wouldn't get it|they'd be mad]
        your [mum|parents|friends] [can't see this|shouldn't know we talk]
        [delete|erase] [this chat|our messages] [after|as we go|before you sleep]
        # alone
        are you [alone|by yourself] [rn|at home|in your room] ?
        are your parents [home|next door|there] ?
        [close the door|put headphones on|wait until your mum sleeps], [we'll have peace|i'll text after]
        # normalise
        [it's normal|it's nothing|don't worry] [at your age|everyone does it|couples do that]
        [my last girlfriend|another girl here|a friend] was your age and [thought it was normal|did it]
        [age is just a number|who cares about age], [we get each other|you're mature]
        [don't be a baby|you're not a kid anymore|don't be so shy]
        # jokePush
        [just joking|it's a joke] [but|well] [would you dare|would you say yes] ? {laugh}
        let's play truth or dare, [you can't say no|but in private]
        have you ever [kissed someone|dated someone older] ? {laugh}
        what do you sleep in {laugh} [just kidding|]
        # isolate
        [your friends|people here] [don't deserve you|talk behind your back|are jealous], [listen to me|i stay]
        your [parents|mum] [don't understand you|don't trust you], [i do|i'm here]
        [you don't need|stop talking to] [them|other guys], [i'm enough|you've got me]
        # moveOff
        [come to|let's go on|switch to] {platform} [it's more private|people can read us here|it's better]
        [what's your|give me your|add me on] {platform} [pls|discord is buggy|]
        [here|on the server] [mods see everything|it's not private], [{platform} instead|go {platform}]
        # voiceFollow
        {hey} [you were|heard you] in vc [earlier|just now], [you have a nice voice|you made me laugh]
        [we were|you were] in [the same room|vc], [i prefer talking just us|too many people there]
        you left vc [so fast|], [you ok|i was sad] ? [let's talk here|]
        # status
        [you know who i am|i made this server|i'm the founder] [right|]?
        [so many people|thousands of members] [wish|would love] i replied to them, [you're lucky|enjoy it]
        i can [make you mod|give you the VIP role|make you famous] [whenever i want|] if you [are nice|do me a favour]
        [nobody will believe you|i decide everything here|the mods work for me] [you know|]
        # banned
        why [am i banned|did i get banned] ? [i did nothing|it's a mistake] {sad}
        {hey} [i don't get it|what's the reason for my] ban ?
        all my friends are on the server [please|], [can i come back|unban me]
        # comeback
        {hey} [it's me|remember me], [they banned me|my old account is gone] {laugh}
        new account, [the old one got banned|the mods on the other server were crazy], [don't say anything|shh]
        i'm on this server now, [the other one sucked|they kicked me out]
        """
}
