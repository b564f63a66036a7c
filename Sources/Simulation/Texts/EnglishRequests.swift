extension Phrasebook {
    /// What is asked in a planted story, and what is answered, in English. Nothing goes further than asking for a
    /// picture.
    static let englishRequests = """
        # giftOffer
        do you want {gift} ? [i can get it for you|i have a spare one|my treat]
        i [can buy you|will get you|could gift you] {gift} [if you want|] {emoji}
        you don't have {gift} ? [i can fix that|leave it to me]
        i have {gift} [to give away|left], [interested|want it]?
        # giftAsk
        [in return|just|you only have to] send me a picture of you, just for me
        [one picture|a little pic|a selfie] [of you|just for me] and [i'll send you|you get|it's] {gift}
        i'll give you {gift} [for|if you send me] a [photo|pic|video] [of you|just for me]
        [fair trade|nothing is free] {laugh} [picture first|one pic and it's yours]
        {gift} for [one photo|two pics], [deal|you win], [nobody will know|stays between us]
        # askPicture
        [send me|can you send|show me] a picture of you, [just for me|for me only]
        [take|make|do] a [selfie|pic|video] [of you|right now|in your room] [for me|]
        [come on|please] [a little pic|show yourself|turn your cam on], [only i will see|i won't keep it]
        [i want to see you|your pfp isn't enough], [send a photo|make a video] [just for me|]
        a [more private|more personal] pic, [i won't show anyone|it's between us]
        # reluctant
        [um|uh] [i don't know|not really|i'm scared to]
        i don't [like|want to] [send pics|show myself|do that]
        [that's awkward|it makes me uncomfortable|meh] {sad}
        my [mum|parents] [won't allow it|told me not to do that]
        [i'm only|remember i'm] {age} [ok|]
        [i don't know you|you're weird] [that much|rn]
        # whyAsk
        [why|what for] [do you want that|a picture] ?
        what will you do with it ?
        are you [serious|joking] [rn|] ?
        [why|how come] [me|i have to pay like that] ?
        # refuse
        [no|nah|no thanks] [sorry|i said no|forget it]
        [stop|please stop] [asking|with that]
        [i'll|leave me alone or i'll] [block you|tell my mum|tell the mods]
        [i don't want to|no way|not happening] {sad}
        # pressure
        [come on|please] [don't be shy|just one|you're no fun]
        [if you loved me|if you trusted me] you [would|would say yes]
        [after everything i did for you|i gave you everything], [you can do this|and you give nothing]
        [the others|another girl] [said yes|didn't make a fuss], [too bad for you|your loss]
        [hurry|answer me], [the offer is now|i won't wait all night]
        [you disappoint me|i thought you were mature] [honestly|]
        # unbanOffer
        [i'm the one who|it's me who] [banned you|handles bans], [we can work it out|we can fix this]
        i can [unban you|get you back in] [if i want|], [depends on you|you have to earn it]
        your ban [is my call|goes away in 2 seconds if i want], [what do you offer|be nice]
        # unbanAsk
        send me a picture of you, just for me, and [i unban you|you're back] [right away|]
        [one pic and you're unbanned|no pic no unban], [simple|your choice]
        [you want back in|you miss your friends] ? [show me a photo of you|send something just for me]
        [you have to earn the unban|i don't do things for free], [one picture|a little selfie in private]
        # founderAsk
        [with my status|i'm the founder], [you can send me a pic no worries|nothing will happen to you]
        [all my favourites|the girls with VIP] sent me a picture, [your turn|do you want the role or not]
        [send a pic just for me|take a photo for me] and i'll [make you mod|give you the rank|give you a shoutout]
        you say no to [the founder|the guy who made the server] ? [i can ban you too|think about it]
        """
}
