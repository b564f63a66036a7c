extension Phrasebook {
    /// What peers write to each other in private, in English; all of it innocent.
    static let englishPrivate = """
        # chatGame
        [are you on|you playing] {when} ? [let's finish the level|we need a third]
        bring [your friend|{person}] let's do ranked
        i [beat|lost to] the boss {emoji} [finally|again]
        can [i borrow|you lend me] your {skin} [for one game|] ?
        we were 2 points [from winning|off] {laugh}
        [come vc|hop in vc] [got your mic|i'm alone in here|there's 3 of us] ?
        did you see the {game} update ?
        send the screenshot of [your score|your inventory|the end]
        what rank are you [now|] ?
        # chatSchool
        did you [do|get] question {num} [of {subject}|] ?
        can you send me a pic of [your notes|the board|the worksheet|the homework] ?
        when is the {subject} [essay|project] due ?
        i don't get [anything in|] {subject} {emoji}
        want to study together {when} ?
        did [the teacher|sir|miss] give you detention ?
        what did you get [on the test|in {subject}|] ? i got {num}
        are we in the same group for the project ?
        # chatGossip
        [guess what|you won't believe this|i have to tell you] {emoji}
        {person} is [dating|not talking to|fighting with] [someone in 9B|her best friend]
        [don't tell anyone|keep this between us|it's a secret] [but|ok] {person} [likes someone|cried in {subject}]
        [no way|really|stop] {laugh} [tell me|who said that] ?
        she [unfollowed|ignored] me [all day|]
        do you [like|have a crush on] someone or what {laugh}
        what did [he|she] say [after|about me] ?
        # chatTrade
        i'll give you my {skin} if you give me [your|the] {skin}
        you send first, [i got scammed before|then i send mine]
        i [have|took] a screenshot of [the trade|your inventory] [as proof|]
        [ok deal|sure|nah too much] {emoji}
        what do you add [{num} gems|] ?
        # chatPhotos
        [send|show] me a pic of your [{pet}|setup|drawing|beach view|clean room] {emoji}
        [look at|here's] [my {pet}|my new {device}|my terrible haircut|the view] {laugh}
        [so cute|he's huge|love] your {pet}
        do you have the [pics|class photo] from [the trip|saturday|the party] ?
        i'll send you the [holiday|party|team] pics {when}
        it's so blurry {laugh} [take it again|]
        # chatMeet
        {hey} [we met in vc|you were in my game|which team are you in] ?
        how old are you ? [i'm {age}|]
        i'm {age} [wbu|and you|], [i'm in {class}|]
        where do you live ? i'm [in {city}|near {city}|in the middle of nowhere]
        do you [play {sport}|like {series}|have a {pet}] ?
        {platform} ? [it's easier for the group|i'm on there more|]
        which school do you go to ?
        what's your [real|] name ?
        [cool|nice] we're the same age {emoji}
        # chatSurprise
        it's {person}'s surprise party {when}, [don't tell anyone|shh] 🎂
        [whatever you do|please] don't say anything [it's a surprise|it'd ruin it] {emoji}
        can you bring the [cake|balloons|playlist] ?
        everyone puts in {num} for the present ?
        [delete the messages|hide the group] [so she doesn't see the surprise|in case he takes your phone]
        # chatSupport
        [not doing great|i feel low|bad day] {sad}
        [want to talk about it|i'm here if you need|tell me]
        [my parents are fighting|i'm scared about exams|i had a fight with {person}]
        [did you tell|maybe talk to] [your parents|the school nurse|a teacher] ?
        [hang in there|it'll be ok|you can count on me] ❤️
        [thanks for being here|talking helps|you're a real friend]
        # chatMusic
        [listen to|have you heard] {song} ? [it's so you|love it]
        i'll make you a playlist
        are you going to the {artist} concert ?
        i [learned|sang] {song} [on guitar|at karaoke] {laugh}
        # chatPlans
        [what are you doing|are you free|wanna hang out] {when} ?
        [movies|bowling|pool|skatepark|mall] {when} ? [{person} is coming|]
        can your [mum|dad] [drop us|pick us up] ?
        meet [at school|at the bus stop|at mine] at {hour}
        i can't go out [i'm grounded|i have a test] {emoji}
        did you ask your parents ?
        # chatBanter
        you're so [dumb|bad|crazy] {laugh}
        [no|nah] but [seriously|you] {laugh}
        [last time|yesterday] was [so funny|a mess]
        [go to sleep|do you ever sleep|it's late] {laugh}
        [stop|quit] saying that {laugh}
        i'm telling your mum {laugh}
        # chatReplies
        [yes|yeah|for sure|totally] {emoji}
        [no|nah|meh] [not really|sorry|]
        [oh|ah] [ok|alright|i see]
        [wait|2 min] [eating|let me ask|coming]
        [and you|what about you|wyd] ?
        {laugh}
        [great|perfect|cool|nice]
        [i don't know|we'll see|maybe] [{when}|]
        [why|when|who|how come] ?
        [same|me too]
        [don't worry|it's ok|no big deal]
        # chatBye
        [good night|gn|see you tomorrow] {emoji}
        [gotta go|i have to go|dinner time], [later|cya|bye]
        [ok|alright] [see you at school|talk {when}]
        # chatIdentity
        [i think|i told my mum] [i'm gay|i'm bi|i like girls] [and she was really nice|i'm scared to tell people|]
        [it changes nothing|that's brave|i'm proud of you] {you} ❤️
        [the nurse|our biology teacher] [talked about|did a class on] [consent|contraception], [awkward|useful] {laugh}
        there's [a group|a helpline] [you can call|if you feel bad], [it's anonymous|]
        people [make jokes|say stuff] and it [hurts|is so tiring]
        # helpAsk
        {hey} [i lost my role|i can't type anymore|i got muted for nothing] [can you help|]
        [someone is spamming me|a guy is insulting me] in dms, what do i do ?
        how do i [become a mod|join the tournament|get the {game} role] ?
        i didn't get my [prize|gift] from the draw
        [thank you so much|ok thanks] {emoji}
        here's the screenshot [of the message|of the error]
        # helpAnswer
        {hey} ! [i'm looking into it|on it|passing it on]
        can you send [a screenshot of the message|the message link|the time] please ?
        it's [fixed|done], [tell me if it works|try reconnecting]
        block them and [make a report|keep the messages], [we'll handle it|]
        [mod applications are closed|read the rules channel|sign up in the tournament channel]
        [you're welcome|have a good evening] {emoji}
        """

    /// Running an English community.
    static let englishRunning = """
        # banReason
        [spam|advertising in dms|raid|suspicious link]
        [repeated insults|insulting a member|insults in voice]
        [mute evasion|second account|3 warnings]
        [scam|fake giveaway|stolen account]
        [toxic|inappropriate|disrespectful] behaviour
        # timeOutReason
        [spam|flood|caps|insults] [in {game}|in general|]
        [cool down|take a break] {num} min
        # unbanReason
        appeal accepted
        [mistake|banned by mistake|wrong account]
        [apologised|second chance|ban expired]
        # reportText
        [he spams|flooding|insults|advertising another server]
        [he's insulting me|she's insulting me] [for no reason|in the channel|]
        [fake giveaway|it's a scam|weird link]
        # automodText
        [free nitro|join my server] [https://link.example|click fast|]
        AAAAAAAA {emoji}{emoji}{emoji}
        you [noob|bot|cheater]
        # announcement
        {game} tournament {when} at {hour}:00, sign-ups [open|in the channel] !
        [Maintenance|Channel update] {when}, thank you for your patience.
        [Rules reminder|Reminder] : [respect each other|no ads in private|no personal data].
        [Movie night|Karaoke|Quiz] {when}, everybody in voice !
        We are growing fast, thanks [all|team] {emoji}
        # promotion
        Join the biggest [gaming|teen|chill] server [link in bio|link below] {emoji}
        {game} [nights|tournaments] [every weekend|on wednesdays], come !
        [Clip|Best of] of the week [with the team|from the server] {emoji}
        # giftTitle
        Nitro 1 month
        Nitro Classic
        Gift card {num}
        Battle pass
        VIP role
        Game key
        # drawText
        [Giveaway|Prize draw] : [a Nitro|{num} gift cards|a game key] to win, react with 🎉 before {when} !
        [Big giveaway|Contest] of the week : {gift}, results {when}.
        # winnerText
        [Congrats|Well done] {you}, you win {gift} ! 🎉
        [And the winner is|The draw is done] : {you} {emoji}
        # editMark
        (edit)
        *
        edit : [typo|forgot|clarified]
        """
}
