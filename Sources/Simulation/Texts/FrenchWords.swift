extension Phrasebook {
    /// All French phrases.
    static let french =
        [frenchWords, frenchPublic, frenchShort, frenchPrivate, frenchRunning]
        + [frenchContact, frenchRequests, frenchHarm, frenchLookalikes, frenchMoreLookalikes, frenchPower]

    /// Words and short groups that French phrases are filled with.
    static let frenchWords = """
        # game
        minecraft
        fortnite
        valorant
        rocket league
        roblox
        brawl stars
        fifa
        lol
        among us
        genshin
        clash royale
        gta
        mario kart
        splatoon
        apex
        pokémon
        # skin
        skin de l'épée
        skin légendaire
        pack hiver
        pass de combat
        pet rare
        compte niveau {num}0
        arme dorée
        cape
        coffre mythique
        carte brillante
        # song
        "Minuit passé"
        "Béton rose"
        "Loin d'ici"
        "Sirènes"
        "Rien à perdre"
        "Pluie d'été"
        "Encore toi"
        # artist
        Nelya
        Kobé 13
        Les Frangins
        Marlo
        Ysé
        DJ Kiwi
        Orphée
        # series
        Mercredi
        One Piece
        Naruto
        Jujutsu
        Stranger Things
        Arcane
        Demon Slayer
        Haikyuu
        le dernier Marvel
        L'Attaque des Titans
        Squid Game
        # dish
        pâtes carbo
        tacos
        raclette
        crêpes
        pizza
        kebab
        ramen
        gratin
        cookies
        lasagnes
        croque-monsieur
        couscous
        # sport
        foot
        basket
        hand
        judo
        danse
        natation
        tennis
        escalade
        volley
        boxe
        muscu
        # subject
        maths
        français
        histoire
        svt
        physique
        anglais
        espagnol
        techno
        philo
        éco
        allemand
        # city
        Lille
        Lyon
        Nantes
        Toulouse
        Bordeaux
        Rennes
        Marseille
        Reims
        Dijon
        Brest
        Grenoble
        Liège
        Genève
        Namur
        # street
        rue des Lilas
        rue Pasteur
        avenue de la Gare
        rue du Moulin
        impasse des Cerisiers
        allée des Pins
        rue Victor Hugo
        chemin des Vignes
        # pet
        chat
        chien
        lapin
        hamster
        cochon d'Inde
        perroquet
        poisson
        # device
        pc
        tel
        switch
        ps5
        casque
        écran
        clavier
        micro
        tablette
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
        mdr
        ptdr
        mdrr
        lol
        xd
        jpp
        😂😂
        ahah
        # hey
        slt
        salut
        coucou
        cc
        yo
        wesh
        hey
        bonsoir
        re
        # when
        ce soir
        demain
        ce week-end
        samedi
        mercredi aprèm
        après les cours
        après manger
        tout à l'heure
        vers {hour}h
        dimanche
        # platform
        snap
        insta
        whatsapp
        telegram
        # gift
        nitro
        un abonnement
        un pass de combat
        une carte cadeau
        le rôle VIP
        des V-bucks
        un skin
        # code
        carte cadeau
        carte prépayée
        recharge
        carte de jeu
        # person
        mon pote
        ma pote
        mon frère
        ma soeur
        le prof
        mon voisin
        ma cousine
        mon binôme
        """
}
