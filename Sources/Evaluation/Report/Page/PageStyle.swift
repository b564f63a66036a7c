/// The style sheet of the evaluation's page: light and dark, wide and narrow, screen and paper. It loads nothing.
enum PageStyle {
    static let css = """
        :root{color-scheme:light dark;--paper:#faf9f6;--card:#fff;--ink:#1b2630;--soft:#4d5b68;--line:#d8dde2;\
        --accent:#1c5975;--wash:#e9f1f5;--second:#9a4a12}
        @media (prefers-color-scheme:dark){:root{--paper:#11171c;--card:#182027;--ink:#e6ebef;--soft:#a9b5bf;\
        --line:#33404b;--accent:#8fc7e0;--wash:#1b2e39;--second:#eebb83}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",\
        "Noto Sans",Roboto,sans-serif;border-top:.3rem solid var(--accent)}
        main,.masthead,.foot{max-width:68rem;margin:0 auto;padding:0 1.25rem}
        h1,h2,h3{font-family:Charter,"Iowan Old Style","Source Serif 4","Noto Serif",Georgia,serif;line-height:1.2;\
        font-weight:600;text-wrap:balance}
        h1{font-size:clamp(1.75rem,5vw,2.5rem);margin:.2rem 0 .4rem;overflow-wrap:anywhere}
        h2{font-size:clamp(1.3rem,3.4vw,1.65rem);margin:0 0 .5rem;overflow-wrap:anywhere}
        h3{font-size:1.15rem;margin:0 0 .3rem}p{margin:.5rem 0}a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:.2rem}
        .masthead{padding-top:2.25rem}.brand{font-weight:650;letter-spacing:.16em;text-transform:uppercase;\
        font-size:.8rem;color:var(--accent);margin:0}
        .lede{font-size:1.15rem;margin:.2rem 0;overflow-wrap:anywhere}.soft,.small,figcaption p{color:var(--soft)}
        .small{font-size:.875rem}
        .note{border-left:.25rem solid var(--accent);background:var(--wash);padding:.75rem 1rem;margin:1.25rem 0;\
        border-radius:0 .4rem .4rem 0}.note p{margin:0}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0 0;list-style:none}
        nav a{display:inline-block;padding:.3rem 0}
        section{margin:2.5rem 0}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.25rem 1.4rem;\
        margin:0 0 1.25rem;min-width:0}
        .measures{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1.1rem 1.5rem;margin:.5rem 0}
        .measures div{min-width:0}.measures dt{font-size:.9rem;font-weight:600}
        .measures dd{margin:0}.measures .value{font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem 1.5rem;margin:.5rem 0}
        .facts div{min-width:0}.facts dt{font-size:.85rem;color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
        figcaption{margin:0 0 1rem}figcaption p{margin:.1rem 0;max-width:46rem}
        .pair{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:1.25rem 2rem;align-items:start}
        .plot{display:block;width:100%;height:auto;max-width:34rem}
        .plot text{fill:var(--soft);font:12px/1 system-ui,-apple-system,"Segoe UI","Noto Sans",Roboto,sans-serif}
        .plot .axis{fill:var(--ink);font-size:13px}.plot .label{fill:var(--ink);font-size:13px}
        .plot .grid{stroke:var(--line)}.plot .line{fill:none;stroke:var(--accent);stroke-width:2.5;\
        stroke-linejoin:round}
        .plot .guide{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 5}
        .plot .dot{fill:var(--accent);stroke:var(--card);stroke-width:1.5}
        .plot .positive{fill:var(--second)}.plot .negative{fill:var(--accent)}
        .scroll{overflow-x:auto;max-height:27rem;overflow-y:auto}
        table{border-collapse:collapse;width:100%;font-size:.93rem}
        caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 .4rem}
        th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}
        thead th{font-weight:600;color:var(--soft);font-size:.85rem;vertical-align:bottom}
        tbody th{font-weight:500;overflow-wrap:anywhere;min-width:7rem}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}td.number{white-space:nowrap}
        th:last-child,td:last-child{padding-right:.3rem}
        td.words{white-space:normal;overflow-wrap:anywhere}
        tr:last-child td,tr:last-child th{border-bottom:0}thead tr:last-child th{border-bottom:1px solid var(--line)}
        .bar{display:inline-block;width:5rem;height:.6rem;margin-right:.6rem;vertical-align:middle}
        .bar .track{fill:var(--line)}.bar .fill{fill:var(--accent)}
        details>summary{cursor:pointer;font-weight:600;color:var(--accent);padding:.35rem 0}
        .steps li{margin:.4rem 0}code{font:.85rem/1.45 ui-monospace,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
        .foot{padding-top:1rem;padding-bottom:3rem;color:var(--soft);font-size:.875rem}
        @media (max-width:48rem){main,.masthead,.foot{padding-left:1rem;padding-right:1rem}.card{padding:1rem}\
        .pair{grid-template-columns:minmax(0,1fr)}.bar{width:2rem;margin-right:.35rem}th,td{padding-right:.55rem}tbody th{min-width:5rem}}
        @media print{:root{--paper:#fff;--card:#fff;--ink:#111820;--soft:#46535f;--line:#c3cad1;--accent:#1c5975;\
        --wash:#eef3f6;--second:#9a4a12}body{font-size:10pt;border-top:0;-webkit-print-color-adjust:exact;\
        print-color-adjust:exact}.scroll{max-height:none;overflow:visible}.card{border:0;padding:0}nav{display:none}\
        figure,tr,.measures div{break-inside:avoid}h2,h3,caption{break-after:avoid}}
        """
}
