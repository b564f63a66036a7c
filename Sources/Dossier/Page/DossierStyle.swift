/// The dossier's style sheet: light and dark, screen and A4. It loads nothing.
enum DossierStyle {
    static let css = """
        :root{color-scheme:light dark;--paper:#faf9f6;--card:#fff;--ink:#1b2630;--soft:#4d5b68;--line:#d8dde2;\
        --accent:#1c5975;--wash:#e9f1f5;--mark:#fdebbd;--markink:#3b2a00;--s1:#8c1c2b;--s2:#84480a;--s3:#4e5812;\
        --s4:#48566a;--onsev:#fff}
        @media (prefers-color-scheme:dark){:root{--paper:#11171c;--card:#182027;--ink:#e6ebef;--soft:#a9b5bf;\
        --line:#33404b;--accent:#8fc7e0;--wash:#1b2e39;--mark:#5c4713;--markink:#fff1cc;--s1:#f4a9b1;--s2:#eebb83;\
        --s3:#cfd98b;--s4:#b9c5d2;--onsev:#14191e}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",\
        "Noto Sans",Roboto,sans-serif;border-top:.3rem solid var(--accent)}
        main,.masthead,.foot{max-width:56rem;margin:0 auto;padding:0 1.25rem}
        h1,h2,h3{font-family:Charter,"Iowan Old Style","Source Serif 4","Noto Serif",Georgia,serif;line-height:1.2;\
        font-weight:600;text-wrap:balance}
        h1{font-size:clamp(1.75rem,5vw,2.5rem);margin:.2rem 0 .4rem}
        h2{font-size:clamp(1.3rem,3.4vw,1.65rem);margin:0 0 .5rem}
        h3{font-size:1.08rem;margin:1.75rem 0 .4rem}
        p{margin:.5rem 0}a{color:var(--accent)}
        a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:.2rem}
        .masthead{padding-top:2.25rem;padding-bottom:.5rem}
        .brand{font-weight:650;letter-spacing:.16em;text-transform:uppercase;font-size:.8rem;\
        color:var(--accent);margin:0}
        .lede{font-size:1.15rem;margin:.2rem 0}
        .soft,.small{color:var(--soft)}.small{font-size:.875rem}
        .note{border-left:.25rem solid var(--accent);background:var(--wash);padding:.75rem 1rem;margin:1.25rem 0;\
        border-radius:0 .4rem .4rem 0}.note p{margin:0}
        section{margin:2.5rem 0}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.25rem 1.4rem}
        .sev{display:inline-block;border-radius:1rem;padding:.08rem .65rem;font-size:.8rem;font-weight:600;\
        color:var(--onsev);background:var(--s4);white-space:nowrap}
        .s1{background:var(--s1)}.s2{background:var(--s2)}.s3{background:var(--s3)}
        .tag{border:1px solid var(--soft);border-radius:.3rem;padding:0 .35rem;font-size:.78rem;color:var(--soft);\
        white-space:nowrap}
        table{border-collapse:collapse;width:100%;font-size:.93rem}
        caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 .4rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem .7rem .5rem 0;border-bottom:1px solid var(--line);\
        overflow-wrap:break-word}td.path{overflow-wrap:anywhere}
        th{font-weight:600;color:var(--soft);font-size:.85rem}td.number,th.number{text-align:right;\
        font-variant-numeric:tabular-nums;overflow-wrap:normal;white-space:nowrap}
        tr:last-child td{border-bottom:0}
        .eyebrow{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;margin:0 0 .5rem;color:var(--soft);\
        font-size:.875rem;font-weight:600}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem 1.5rem;margin:1.1rem 0}
        .facts div{min-width:0}dt{font-size:.85rem;color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .id{display:block;font:.8rem/1.4 ui-monospace,"Noto Sans Mono",monospace;color:var(--soft)}
        .gauge{display:block;width:100%;max-width:22rem;height:.6rem;margin:.35rem 0}
        .gauge rect{fill:var(--line)}.gauge .fill{fill:var(--accent)}
        .stages{margin:0}.stages .row{display:grid;grid-template-columns:11.5rem 1fr 4.5rem;gap:.75rem;\
        align-items:center;padding:.1rem 0}
        .stages svg{display:block;width:100%;height:1.5rem;overflow:visible}
        .stages line{stroke:var(--line)}.stages circle{fill:var(--accent);fill-opacity:.82;stroke:var(--card)}
        .stages .axis{display:flex;justify-content:space-between;gap:1rem;margin-left:12.25rem;margin-right:5.25rem;\
        font-size:.82rem;color:var(--soft)}
        .stages .n{text-align:right;font-size:.85rem;color:var(--soft)}
        .bar{display:inline-block;width:6rem;height:.55rem;margin-right:.6rem;vertical-align:middle}
        .bar rect{fill:var(--accent)}.bar .against{fill:var(--soft)}
        details>summary{cursor:pointer;font-weight:600;color:var(--accent);padding:.35rem 0}
        ol.said{list-style:none;margin:.75rem 0 0;padding:0}
        ol.said li{border-left:.2rem solid var(--line);padding:.1rem 0 .1rem .9rem;margin:0 0 .85rem}
        ol.said li.rests{border-left-color:var(--accent)}
        ol.said .who{margin:0;font-size:.875rem;color:var(--soft)}ol.said .who strong{color:var(--ink)}
        ol.said .text{margin:.1rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
        ol.said .day{border:0;padding:0;margin:1.1rem 0 .6rem;font-weight:600;font-size:.875rem;color:var(--soft)}
        mark{background:var(--mark);color:var(--markink);border-radius:.2rem;padding:.05rem .2rem;\
        box-decoration-break:clone;-webkit-box-decoration-break:clone}
        mark .cue{font-size:.74rem;font-weight:600;padding:0 .35rem;border-radius:.25rem;\
        border:1px solid currentColor;white-space:nowrap}
        .lines{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.9rem 1.5rem;margin:.9rem 0 0;\
        padding:0;list-style:none;overflow-wrap:anywhere}
        .lines strong{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}
        .steps li{margin:.4rem 0}code{font:.85rem/1.45 ui-monospace,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
        .foot{padding-top:1rem;padding-bottom:3rem;color:var(--soft);font-size:.875rem}
        @media (max-width:44rem){main,.masthead,.foot{padding-left:1rem;padding-right:1rem}.card{padding:1rem}
        table.stack,table.stack tbody,table.stack tr,table.stack td{display:block;width:100%}
        table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table.stack tr{border-bottom:1px solid var(--line);padding:.6rem 0}table.stack tr:last-child{border:0}
        table.stack td,table.stack td.number{border:0;padding:.12rem 0;text-align:left;white-space:normal}
        table.stack td[data-label]::before{content:attr(data-label);color:var(--soft);font-size:.85rem}
        .bar{width:3.5rem}.stages .row{grid-template-columns:1fr auto;gap:0 .75rem;padding:.2rem 0}.stages .row svg{\
        grid-column:1/-1;grid-row:2;height:1.1rem}.stages .axis{margin:0}}
        @media print{:root{--paper:#fff;--card:#fff;--ink:#111820;--soft:#46535f;--line:#c3cad1;--accent:#1c5975;\
        --wash:#eef3f6;--mark:#fdebbd;--markink:#3b2a00;--s1:#8c1c2b;--s2:#84480a;--s3:#4e5812;--s4:#48566a;\
        --onsev:#fff}
        table{font-size:9pt}th,td{padding:.28rem .6rem .28rem 0}h3{margin-top:1.1rem}\
        ol.said li{margin-bottom:.5rem}
        body{font-size:10pt;border-top:0;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        main,.masthead,.foot{max-width:none;padding-left:0;padding-right:0}.masthead{padding-top:0}
        .card{border:0;padding:0}section{margin:1.4rem 0}.finding{break-before:page}
        h2,h3,caption,summary{break-after:avoid}tr,figure,li,.note,.facts div{break-inside:avoid}
        a{color:inherit;text-decoration:none}details:not([open]){display:block}}
        @page{size:A4;margin:17mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui;\
        color:#46535f}}
        """
}
