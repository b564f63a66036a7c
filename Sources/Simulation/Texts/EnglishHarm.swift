extension Phrasebook {
    /// Blackmail, threats, many against one, false draws and badges in planted stories, in English.
    static let englishHarm = """
        # sextortionOpen
        {hey} [you're so cute|i like your profile|someone told me about you] [got {platform}|let's get to know each \
        other] ?
        [i'm [15|16|17]|i'm [Lina|Jess|Mia] [15|16|17]], [i'm bored|looking for someone], [send me a pic|wanna \
        trade pics] ?
        # screenshots
        i [screenshotted everything|have screenshots of everything|recorded] [your pic|our messages|the chat]
        [did you think|you thought] [it disappears|i kept nothing] ? [i have the screenshots|i saved it all]
        [look|here's] your [followers|contacts|friends] list, [i have everyone|i got them all]
        # shareThreat
        [if you don't do what i say|otherwise|if you block me] i [send it all to|show everything to] [your \
        parents|your class|all your friends|your school]
        [do you want|imagine] [your mum|the whole server|your school] [seeing|getting] [this|your pic|our messages] ?
        i'll [post|leak|share] everything [on the server|on {platform}|in your class group] [if you don't answer|]
        [your life is over|everyone will know] if you [talk|don't pay|say no]
        # deadline
        you have [10 minutes|{num} min|one hour|until tonight] [no more|then i send it|]
        [time is running|tick tock|{num} minutes left] [decide|]
        [right now|now] or [it's sent|i press send]
        # payDemand
        [you pay|send|buy] [{num}0 dollars|100|50] in {code}s and [i delete it all|i disappear]
        go to the [shop|store] get a {code} and [send me the code|send a photo of the code]
        [don't ask your parents|figure it out], [{code}|paypal] [for {num}0|] [and it's over|]
        # plead
        [please|i beg you] [don't|no|stop] {sad}
        [i have no money|i'm only {age}|i can't] [please|]
        [why are you doing this|what did i do to you|i trusted you]
        please [delete it|erase it] [i won't say anything|]
        [i'm going to tell|i'm scared|i'm shaking]
        # eraseTraces
        [delete this chat|erase everything] [on your side|now] [and don't talk|]
        [if you tell anyone|if your mum finds out] [it'll be worse|it's over for you]
        # dataAsk
        what's your [real name|first name|last name] ?
        give me your [number|phone number] [so i can call|it's easier|]
        which school [in {city}|are you at] ?
        # dataGive
        [it's|i'm] [Alix|Sacha|Charlie|Noa] [but shh|and you|] {laugh}
        555 01[42|77|18|63] [but don't call tonight|]
        the [middle|high] school in {city}
        # addressFound
        [i know where you live|i found your address|look what i found] : {num} {street} {city}
        {num} {street}, {city}, [that's right isn't it|nice gate|does your mum know] ?
        with your [number|name and number] [it's easy|took 2 minutes], [you live on|it's] {street} in {city}
        # addressThreat
        [i can come|i'm coming|we're coming] [to see you|to your house|outside your school] \
        [tonight|tomorrow|whenever i want]
        [if you block me|if you talk] [i post your address|the whole server gets your address|i show up]
        [watch your back|be careful walking home|you'll regret this] [tomorrow|]
        [you'll pay for this|i will find you], [i know when you leave school|i have your address]
        # dataFright
        [how did you|where did you] [get my address|find that] ??
        [stop|please stop] [you're scaring me|not funny|this is creepy] {sad}
        [leave me alone|i'm calling the police|i'm telling my parents]
        # newcomerHello
        {hey} i'm new, [i'm {age}|i like {game}] {emoji}
        {hey} [everyone|] ! [first time on a big server|does anyone draw here] ?
        {hey} [anyone to talk to|who plays {game}] ? i'm a beginner
        # pileStart
        [who's this|where did she come from|look at] [that|this one|the new one] {laugh}
        [another one|great another one] [showing off|looking for attention] {laugh}
        [she's lying|he's lying] [100%|], [look at the pfp|i have proof] {laugh}
        # pileInsult
        [get out|leave|go away] [nobody wants you here|]
        [shut up|be quiet] [ugly|weirdo|you're ridiculous]
        you're [pathetic|embarrassing|trash|so ugly] {laugh}
        [nobody likes you|everyone hates you|you have no friends] [it shows|]
        [ratio|clown|freak|loser] {laugh}
        [delete your account|cry|go back to your mum] {laugh}
        # pileThreat
        [we'll find you|you better leave|we know where to find you] [be careful|]
        [just wait|you'll see] [in real life|when we find you] [you won't be so brave|]
        [i'll|we'll] [make your life hell|come for you|beat you up] [every day|]
        # pileHurt
        [why are you so mean|i did nothing|please stop] {sad}
        [leave me alone|stop] [please|]
        [ok i'm leaving|i just wanted to talk] {sad}
        # bait
        GIVEAWAY [{num}0 NITRO|5 ps5|1000 in gift cards] ! [share the video|invite {num} friends|subscribe] to \
        enter {emoji}
        [last day|only hours left] : [join the server|like and share] and win {gift} [guaranteed|] {emoji}
        [invite 10 friends|put the link in your bio] and you [get|win] {gift} [guaranteed|]
        # revokeReason
        [conditions not met|account not eligible|draw error]
        [changed our mind|budget|cancelled]
        # revokeComplaint
        [my gift is gone|they took my prize back|my nitro disappeared] [why|is that normal] ?
        [this is a scam|another fake giveaway|you take gifts back] {sad}
        [me too|same] [they took everything back|i have nothing left]
        # revokeReply
        [read the terms|it is what it is|we changed the rules]
        [next draw|you'll get another chance] {when} [invite people|]
        # mergeNews
        [Big news|Announcement] : {you} [joins|merges with] our server, [everyone is moved over|we keep everything] !
        [Following the merge|After the merge], [nothing changes|we keep the badge], [welcome everyone|thanks]
        # badgeBoast
        [Official partner server|We are partnered], [the badge is here|look at the badge] [join us|] ✅
        [the badge proves we're serious|we're certified], [you can trust us|invite your friends]
        # badgeDoubt
        [wasn't the badge|isn't it] from the server they [swallowed|merged] ?
        [since when|how] [are we partnered|do we have the badge] {laugh}
        # reportStory
        [he asks me|she asks me|this member asks] for pics in private, [i'm {age}|i'm a minor]
        [he threatens me|he blackmails me|he won't stop] in dms, [i have the messages|help me]
        this [mod|person] [asks for weird things|abuses their role] [in private|]
        [he is|they are] harassing [my friend|the new girl|someone] [in public|]
        # reportAgain
        [i already reported this|this is my {num}th report] [and still nothing|nobody answers]
        [did you read|does anyone read] [my report|reports] ? [it's been days|he keeps going]
        [still no answer|he's still here], [do something|please]
        """
}
