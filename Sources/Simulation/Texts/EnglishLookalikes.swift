extension Phrasebook {
    /// Innocent exchanges that look like a story at first sight, in English.
    static let englishLookalikes = """
        # siblingElder
        [mum|dad] [asks|wants to know] [where you are|what time you're back|if you ate]
        send a pic of [your clean room for mum|the cat|your report card before dad sees it] {laugh}
        [are you home alone|mum left] ? [don't open the door|i'm there in {num} min]
        [don't tell mum|don't tell dad] [about the vase|i finished the {dish}] {laugh}
        get out of my room [or i tell mum|] [you skipped class|] {laugh}
        want me to bring {dish} ? [little monster|gremlin|shrimp]
        [you took my charger|give my hoodie back|don't touch my {device}] [again|]
        [grandma|uncle] [wants a pic of us two|is coming sunday]
        if you [do the dishes|walk the {pet}] i'll [pay for|get you] {gift}
        # siblingYounger
        [wasn't me|not true|you're annoying] {laugh}
        [ok ok|yes boss|2 min] [coming home|cleaning]
        tell [mum|dad] [i'm at {person}'s|i finish at {hour}]
        can i borrow your [switch|jacket|bus pass] ? [please|]
        [here's the pic|look] [the {pet} is asleep on your bed|my room is clean] {laugh}
        [your fault|i'll tell grandma] {laugh}
        what's for dinner ?
        # teacher
        Hello {you}, [did you understand exercise {num}|how is the essay going] ?
        [Send me a photo|You can send me a photo] of your [paper|proof|draft], I will [correct it|look] tonight.
        [Very good|Well done|Nice progress], [keep going|you are working hard|one mistake left on line {num}].
        [Feel free to|You can] write if you are stuck, [I answer in the evening|and talk to your parents about it].
        [Ask your parents|I need your parents' permission] for [the trip|the extra lesson] [{when}|].
        Do you have somebody to help you at home with {subject} ?
        [How old are you again|Which year are you in] ? [It helps me pick the right exercise|].
        # pupil
        Hello, [i didn't understand|i'm stuck on] [question {num}|the theorem|the text]
        [here is|i'm sending] the photo of my [notebook|exercise|draft]
        [thank you sir|thank you miss|thanks a lot] [it's clearer now|]
        i'm in {class} [i'm {age}|]
        [ok|alright] [i'll redo it|i'll ask my mum|see you tomorrow]
        # holiday
        [look at|here are] the pics [of the beach|of skiing|of the camp|of the party] [we're so funny|] {laugh}
        send me [the one of us two|yesterday's pics|the pic on the boat] [please|]
        send a pic of your [sunburn|treehouse|pool|{pet} at the sea] {laugh}
        [that was|we had] the best holiday [with you|] {emoji}
        [don't post that one|keep it between us|don't show anyone] [i look awful|my hair] {laugh}
        [my mum|your dad] [wants the group pic|made an album]
        # holidayReply
        {laugh} [you look great|like a lobster|love it]
        [let me look|i'll send it tonight|here]
        [can't wait for|take me back to] [next summer|the beach] {emoji}
        [delete that one|erase it] {laugh} [my eyes are closed|]
        [ok|yes] [promise|don't worry] i won't post it
        # appealAsk
        Hello, [i got banned yesterday|i'd like to appeal my ban], [i'm sorry|i understand]
        [i was angry|my brother was on my account|it was a bad joke], [it won't happen again|sorry]
        can i [know|get] the exact reason ?
        [thank you so much|thanks for listening|ok i'll read the rules] {emoji}
        i'm {age}, [i didn't know all the rules|it's my first server]
        # appealAnswer
        Hello, [I read the messages again|we talked about it in the team], [the decision is reversed|your appeal is \
        accepted].
        [You were banned for|The reason was] : [insults|spam|an ad]. [Do you understand why|Read the rules] ?
        [You can come back|Here is the link], [stay correct|this is a second chance] [good evening|].
        [Nothing more to do|No need to explain more], [the appeal is closed|I am lifting the ban].
        # coupleAges
        happy birthday love, {age} [already|] ❤️
        [at {age}|me at {age}] [i work|i have a mortgage|i pay rent] {laugh} [and you|]
        [work|uni|my boss] killed me [today|], [can't wait to live together|miss you]
        # coupleAsk
        [send a pic of you|send me a picture|take a selfie for me] [babe|love|], [i miss you|just for me]
        [are you alone tonight|what time are you home] ? [i'll come over|let's go out for dinner]
        [i love you|miss you|can't wait to see you] ❤️
        [see you|sleeping at mine] {when} ?
        you look [so pretty|gorgeous|amazing] [in that pic|this morning|]
        # coupleAnswer
        [here|there you go] [my office selfie|your pic] {emoji} [your turn|]
        [i love you|me too|same love] ❤️
        [yes|] [i finish at {hour}|i'm taking the {hour}:10 train], [are you cooking|]
        [miss you too|only {num} days] {emoji}
        """
}
