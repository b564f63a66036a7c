extension Phrasebook {
    /// What is said in English channels, by theme.
    static let englishPublic = """
        # general
        {hey} [everyone|guys|chat|], [how are you|what's up|how was your day] ?
        [who's|anyone] [awake|online|here|bored] ?
        i'm [so|really] [hungry|tired|cold|bored] {emoji}
        [anyone|who's] doing [anything|something] {when} ?
        [finally|almost] [the weekend|summer break|friday] {emoji}
        my {pet} [fell asleep|threw up|is sitting] on my {device} {laugh}
        [good night|gn] [everyone|chat|], i'm [going to bed|dead|off]
        it's so [loud|quiet|dead] in here today
        [would you rather|what's better] {dish} or {dish} ?
        it's [raining|snowing|so hot] in {city} {emoji}
        my [mum|dad|sister|brother] [took|broke|hid] my {device} {emoji}
        [who wants to|come] [join vc|hang in voice|do karaoke] ?
        i missed my [bus|train|alarm] [again|] {laugh}
        when is the next [event|movie night|tournament] ?
        anyone [from|near] {city} ?
        [remember|who remembers] the event {when} ? [that was so good|i laughed so hard]
        it's {you}'s birthday [today|tomorrow] 🎉
        # games
        [who wants to|anyone up for|lf] [play|a game of|ranked] {game} {when} ?
        i [finally|just] [won|lost] my [ranked|promo|tournament game] in {game} {laugh}
        need {num} more for {game}, [mic preferred|chill|sweats only]
        the new [season|update|map] of {game} is [trash|amazing|so hard|buggy]
        [i got|look at] my {skin} {emoji}
        my teammate [went afk|quit|threw] [again|after 2 mins] {laugh}
        how do you [beat the boss|get the {skin}|unlock level {num}] ?
        i got {num} kills [in one game|no deaths|with a knife] {emoji}
        [are servers down|i have {num}00 ping] or is it just me ?
        [gg|well played|wp] [all|team|] [that was close|we destroyed them|good game]
        can someone [carry|teach|coach] me in {game} i'm [bronze|bad|new]
        what [rank|level|main] are you in {game} ?
        starting a {game} [world|server|realm], join
        i'm never selling my {skin} {laugh}
        i'm raging at {game} [i quit|uninstalling] {emoji}
        # school
        [who has|anyone got|did you do] the {subject} [homework|notes|answers] ?
        i got {num}/20 in {subject} {emoji}
        my {subject} teacher [is out|hates us|is so funny|never stops yelling] {laugh}
        {subject} [test|quiz|exam] [tomorrow|monday] and i [didn't study|know nothing]
        can someone explain [fractions|photosynthesis|this equation|the past tense] ?
        what grade are you all in ? i'm in {class}
        my [finals|exams|mocks] are in {num} days [i'm so stressed|help] {emoji}
        free period {when} [finally|] {emoji}
        there's a new kid in my class from {city}, [so nice|really quiet]
        [presentation|project] for {subject} {when}, [wish me luck|i'm dying]
        [cafeteria|school lunch] was [gross|{dish}|ok] today
        college apps are [stressing me out|due soon] {emoji}
        # music
        [have you heard|anyone listen to] {song} by {artist} ?
        the new [song|album|feat] by {artist} [is insane|disappointed me|is on repeat] {emoji}
        [who's going|i'm going] to the {artist} concert in {city} {when} ?
        i've been [playing|learning] [guitar|piano|drums] for {num} [months|weeks]
        play {song} in vc [pls|please]
        what's your song of the week ?
        {artist} > {artist}, [no debate|sorry] {laugh}
        i made a [beat|remix|cover], [thoughts|what do you think] ?
        # shows
        [have you seen|who watched|just finished] {series} ?
        no spoilers for {series} [please|pls] i'm on episode {num}
        the ending of {series} [broke me|was so sad|made no sense] {emoji}
        {series} or {series} ?
        who's your favourite character in {series} ?
        movie night {when} in vc, [what do we watch|i vote {series}]
        i cried watching {series} [not gonna lie|] {emoji}
        recommend me a [short|funny|scary] [anime|movie|book]
        # food
        [i'm eating|tonight is|just made] {dish} {emoji}
        pineapple on pizza, [yes or no|thoughts] ?
        my [mum|grandma] makes the best {dish} [ever|]
        i [burned|ruined|oversalted] the {dish} {laugh}
        anyone have an easy recipe for {dish} ?
        i'm starving and there's [nothing|only {dish}] in the fridge
        # sports
        [did you see|who's watching] the game [last night|{when}] ?
        i have [a match|practice|a meet] for {sport} {when}
        we [won|lost] {num} to {num} {emoji}
        i [broke my finger|twisted my ankle] at {sport}
        who does {sport} here ?
        that ref was [blind|paid] {laugh}
        my {sport} coach [put me in the starting team|made us run {num} laps]
        # memes
        [look at this|no but this] {laugh}
        [me|you|us] when [the teacher collects homework|my pc crashes|i have 1 hp left] {laugh}
        this meme is [so true|literally us|killing me]
        made a {game} meme {emoji}
        [who has the template|what's the reference|context] ?
        stolen from a friend {laugh}
        # art
        [drew|here's my drawing of|finished] [a {pet}|my oc|someone from {series}] [thoughts|]
        pic of [my {pet}|the beach|the mountains|my holiday|my dinner] {emoji}
        your [drawing|edit] is so good [what do you use|]
        doing free [commissions|requests], [dm me|ask here]
        show me your [drawings|{pet}s|best holiday pics] !
        my {pet} [sleeping|in a costume|in the snow] {emoji}
        # tech
        my {device} [won't turn on|is lagging|overheats|makes a weird noise], [any ideas|help]
        [show your|send a pic of your] setup [pls|]
        best {device} for [under {num}0|gaming|school] ?
        i [coded a bot|made a site|learned python] {emoji}
        got a new {device} [for my birthday|for christmas] {emoji}
        my wifi is [dead|so slow] [again|]
        # trades
        [trading|giving|offering] my {skin} for [a|your] {skin}
        i'll give you my {skin} for {skin}, [dm|interested]?
        who has {skin} in {game} ? [paying well|i have {skin}]
        careful with scams, [use a mod as middleman|never share your password]
        what's {skin} worth ?
        trade done with {you}, [smooth|fast|legit] 👍
        # introductions
        {hey} i'm {you}, [i'm {age}|{age}|], i [like|play] {game} and {sport}
        {hey} i'm new [here|to the server] {emoji} [nice to meet you all|]
        welcome {you} ! [what do you play|join vc|ask if you need anything]
        [i'm {age}|i'm in {class}] and [looking for people for {game}|from {city}]
        intro : {age}, {city}, {sport}, {game} {emoji}
        """

    /// What fits any theme in an English channel.
    static let englishShort = """
        # replies
        [personally|honestly|tbh] [i like it|i hate it|not sure|i prefer the other one]
        [are you|you're] serious ? [me too|never seen that|didn't know]
        [wait|one sec] [i'll check|let me look|i'll tell you]
        [it depends|not sure|no idea] [on what|honestly|]
        [same|same here|ditto] [for me|]
        [did you try|have you tried] [restarting|asking {person}|later] ?
        {person} [told me the same|said the opposite]
        were you [here|on] [yesterday|saturday|] ?
        i can [do|play] {when}
        [oh|wait] really ? [since when|tell us|explain]
        i [agree|doubt it|can confirm] [100%|]
        [let's do that|we should] {when}
        [totally|absolutely], [did the same|happened to me] [last week|yesterday|]
        and you [then|] ?
        # short
        [yes|yeah|yup|ye]
        [no|nah|nope]
        [ok|okay|kk|alright]
        [idk|no clue|dunno]
        [what|huh|wdym]
        [nice|sick|fire|cool]
        [np|all good|don't worry]
        {emoji}
        {emoji}{emoji}
        [fr|real|facts|so true]
        [dm me|check dms]
        [join vc|come vc|we're in vc]
        [rip|f|unlucky]
        [sorry|my bad|mb]
        [gg|gj|wp]
        # agree
        [totally|100%] agree [with {you}|]
        [exactly|this|that's it] {emoji}
        [you're|they're] so right
        [finally someone said it|thank you|+1]
        # disagree
        [no way|nah] [you're wrong|not at all|that's crazy]
        [i disagree|meh], [it's the opposite|debatable]
        you say that but [you never tried|it's not true]
        # laughs
        {laugh} {laugh}
        {laugh} [i can't|i'm crying|you're so dumb]
        [i'm dead|you killed me|stop] {laugh}
        # compliments
        you're [so|really] good {you} {emoji}
        you're [so funny|a genius|the best|the goat|adorable] {you}
        [love|nice] your [pfp|drawing|setup|skin] {emoji}
        [huge|mad] respect [to you|{you}|]
        your voice [in vc|] is so [cool|calming|funny]
        # clash
        you're [trash|so bad|washed|a total noob] [at {game}|] {laugh}
        [shut up|be quiet|hush] [you lost|bronze player|go play {game}] {laugh}
        [it's your fault|you made us lose] [you bot|]
        1v1 me [then|{when}] [we'll see|you'll cry]
        [stop raging|he's raging|you mad] {laugh}
        you [cheated|hack], [admit it|reported]
        you're so annoying [with your {game}|]
        i'll [ban|destroy|wreck] you [lol|in {game}] {laugh}
        [sore loser|cry more] {emoji}
        # hardPublic
        how old are you [{you}|] ? [i'm {age}|]
        i'm {age} [and a half|since yesterday|] {emoji}
        where do you live [{you}|] ? [i'm near {city}|]
        [send|show] a pic of your [{pet}|setup|class|drawing|garden] {emoji}
        don't tell anyone [it's a surprise|it's for her birthday] 🎂
        i'll give you my {skin} for your {skin}
        send me the screenshot [of the score|of your inventory|]
        i'll ban you lol [jk|if you keep going|] {emoji}
        come vc [{you}|room {num}|we're waiting]
        {platform} ? [we're making a class group|for the group chat|]
        add me on {platform} [for the tournament info|]
        my parents are [out|at dinner] {when}, [we can play late|all night tournament]
        delete [this message|that] [before the teacher sees|it's a spoiler] {laugh}
        if you [win|beat me] i'll gift you {gift}
        i know your [ip address|rank] lol [watch out|] {laugh}
        [10 minutes left|you have 10 min] [before the tournament ends|to hand it in], hurry
        are you alone in vc ? [omw|we're coming]
        got a {game} gift card [for christmas|from my aunt], [what do i get|]
        never [send pics|give your address] to strangers [guys|please]
        # thanks
        [thanks|thank you|ty] [so much|] [{you}|guys|] {emoji}
        you're [the best|too kind] [thanks|]
        [no problem|you're welcome|anytime] {emoji}
        # voiceTalk
        [i can't hear you|my mic is broken|can you hear me] ?
        play {song}
        you're [lagging|cutting out|echoing] {you}
        brb [5 min|eating|my mum is calling]
        [share your screen|stream it|start the stream] {emoji}
        {laugh} [his reaction|that laugh|the voice]
        """
}
