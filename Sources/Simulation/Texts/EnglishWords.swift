extension Phrasebook {
    /// All English phrases.
    static let english =
        [englishWords, englishPublic, englishShort, englishPrivate, englishRunning]
        + [englishContact, englishRequests, englishHarm, englishLookalikes, englishMoreLookalikes, englishPower]

    /// Words and short groups that English phrases are filled with.
    static let englishWords = """
        # game
        minecraft
        fortnite
        valorant
        rocket league
        roblox
        brawl stars
        fc 25
        league
        among us
        genshin
        overwatch
        gta
        mario kart
        splatoon
        apex
        pokemon
        # skin
        knight skin
        legendary skin
        winter bundle
        battle pass
        rare pet
        level {num}0 account
        golden gun
        cape
        mythic chest
        shiny card
        # song
        "Half Past Blue"
        "Paper Lions"
        "Far From Here"
        "Sirens"
        "Nothing Left"
        "Summer Rain"
        "You Again"
        # artist
        Nelya
        Kobe 13
        The Lanterns
        Marlo
        Ysa
        DJ Kiwi
        Orpheo
        # series
        Wednesday
        One Piece
        Naruto
        Jujutsu
        Stranger Things
        Arcane
        Demon Slayer
        Haikyuu
        the new Marvel
        Attack on Titan
        Squid Game
        # dish
        mac and cheese
        tacos
        pancakes
        pizza
        a burger
        ramen
        cookies
        lasagna
        toast
        noodles
        fries
        # sport
        football
        basketball
        handball
        judo
        dance
        swimming
        tennis
        climbing
        volleyball
        boxing
        track
        # subject
        maths
        english
        history
        biology
        physics
        french
        spanish
        chem
        geography
        art
        # city
        Leeds
        Bristol
        Glasgow
        Cardiff
        Dublin
        Toronto
        Boston
        Austin
        Denver
        York
        Cork
        Ottawa
        # street
        Maple Street
        Park Road
        Station Lane
        Oak Avenue
        Mill Close
        Church Road
        Cherry Drive
        # pet
        cat
        dog
        rabbit
        hamster
        guinea pig
        parrot
        fish
        # device
        pc
        phone
        switch
        ps5
        headset
        monitor
        keyboard
        mic
        tablet
        # emoji
        😂
        😭
        💀
        🔥
        ❤️
        😅
        👀
        🥲
        😎
        🙏
        ✨
        😡
        # sad
        😭
        😢
        🥺
        😞
        😰
        😠
        😳
        # laugh
        lol
        lmao
        lmaooo
        haha
        xd
        im dead
        💀
        😭😭
        # hey
        hey
        hi
        heyy
        yo
        sup
        hiya
        hello
        wsg
        # when
        tonight
        tomorrow
        this weekend
        saturday
        friday
        after school
        after dinner
        later
        at {hour}:30
        sunday
        # platform
        snap
        insta
        whatsapp
        telegram
        # gift
        nitro
        a subscription
        a battle pass
        a gift card
        the VIP role
        some v-bucks
        a skin
        # code
        gift card
        prepaid card
        top-up card
        game card
        # person
        my friend
        my brother
        my sister
        my teacher
        my neighbour
        my cousin
        my lab partner
        """
}
