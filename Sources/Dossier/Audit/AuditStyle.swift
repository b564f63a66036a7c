/// The style of an audit, for the dossier's page and for the console alike. It takes its colours from the dossier's
/// names, which the console maps to its own.
public enum AuditStyle {
    public static let css = """
        .audit .sev{display:inline-block;border-radius:1rem;padding:.08rem .65rem;font-size:.8rem;font-weight:600;\
        color:var(--onsev);background:var(--s4);white-space:nowrap}
        .audit .s1{background:var(--s1)}.audit .s2{background:var(--s2)}.audit .s3{background:var(--s3)}
        .audit .small{color:var(--soft);font-size:.875rem}
        .audit section{margin:1.5rem 0}.audit section:first-child{margin-top:0}
        .audit .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.25rem}
        .audit h2{margin:0 0 .5rem}.audit h3{margin:0 0 .35rem;font-size:1.05rem}.audit p{margin:.4rem 0}
        .audit table{border-collapse:collapse;width:100%;font-size:.93rem}
        .audit th,.audit td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;\
        border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:break-word}
        .audit thead th{font-weight:600;color:var(--soft);font-size:.85rem}
        .audit tbody th{font-weight:600}.audit .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .audit .total{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums}
        .audit .fault{border-left:.25rem solid var(--s4);padding:.1rem 0 .1rem .9rem;margin:1.1rem 0;break-inside:avoid}
        .audit .fault.g1{border-color:var(--s1)}.audit .fault.g2{border-color:var(--s2)}
        .audit .fault.g3{border-color:var(--s3)}
        .audit .fault h3{display:inline;margin-right:.5rem}
        .audit .id{display:inline;font:.8rem/1.4 ui-monospace,"Noto Sans Mono",monospace;color:var(--soft);overflow-wrap:anywhere}
        .audit .evidence{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.15rem .9rem;margin:.4rem 0 0;\
        font-size:.9rem}
        .audit .evidence dt{color:var(--soft)}.audit .evidence dd{margin:0;overflow-wrap:anywhere;min-width:0}
        .audit .wide{overflow-x:auto}.audit .wide:focus-visible{outline:3px solid var(--accent)}
        .audit svg{display:block;max-width:none;font:12px system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif}
        .audit svg text{fill:var(--ink);unicode-bidi:isolate}.audit svg .dim{fill:var(--soft)}
        .audit svg .rung{stroke:var(--line);stroke-width:1}.audit svg .mark{fill:var(--accent)}
        .audit svg .every .mark{fill:var(--s1)}.audit svg .every text{font-weight:650}
        .audit svg .h0{fill:var(--wash);fill-opacity:.35}.audit svg .h1{fill:var(--accent);fill-opacity:.18}
        .audit svg .h2{fill:var(--accent);fill-opacity:.36}.audit svg .h3{fill:var(--accent);fill-opacity:.56}
        .audit svg .h4{fill:var(--accent);fill-opacity:.78}.audit svg .h5{fill:var(--accent)}
        .audit svg .back{fill:var(--card)}.audit svg .lone{stroke:var(--s1);stroke-width:2;fill:none}
        .audit svg .halo{stroke:var(--card);stroke-width:4.5;fill:none}
        .audit .trends{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem 1.5rem}
        .audit .trends svg{width:100%;height:3.5rem}
        .audit .trend-line{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke}
        .audit .trend-base{stroke:var(--line);vector-effect:non-scaling-stroke}
        .audit details>summary{cursor:pointer;font-weight:600;color:var(--accent);padding:.35rem 0}
        .audit .hours-table{font-size:.8rem}.audit .hours-table td{white-space:nowrap}
        @media (max-width:44rem){.audit .card{padding:.9rem}.audit .evidence{grid-template-columns:1fr}\
        .audit .evidence dd{margin-bottom:.35rem}.audit table.scores thead{position:absolute;width:1px;height:1px;\
        overflow:hidden;clip-path:inset(50%)}.audit table.scores,.audit table.scores tbody,.audit table.scores tr,\
        .audit table.scores td,.audit table.scores th{display:block}.audit table.scores tr{padding:.5rem 0;\
        border-bottom:1px solid var(--line)}.audit table.scores td,.audit table.scores th{border:0;padding:.1rem 0;\
        text-align:left;white-space:normal}.audit table.scores td[data-label]::before{content:attr(data-label);\
        color:var(--soft);font-size:.85rem}}
        @media print{.audit .card{border:0;padding:0}.audit .wide{overflow:visible}.audit svg{max-width:100%;\
        height:auto}.audit details:not([open]){display:none}}
        """
}
