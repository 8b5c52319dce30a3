package io.graphbus.coherence.picture;

/** How pictures and pages look, in light and in the dark. Nothing is fetched from anywhere. */
final class Style {

    static final String PICTURE =
            """
            .traffic{font-family:system-ui,-apple-system,"Segoe UI",sans-serif;--ink:#1d2733;--soft:#64748b;--card:#fff;--halo:#fff}
            .line{fill:none;stroke-linecap:round;opacity:.78}.line.back{stroke-dasharray:7 5}
            .line.good{stroke:#2f9e6e}.line.fair{stroke:#c79a1b}.line.poor{stroke:#e0762f}.line.bad{stroke:#d33f49}
            .head.good{fill:#2f9e6e}.head.fair{fill:#c79a1b}.head.poor{fill:#e0762f}.head.bad{fill:#d33f49}
            .arrow:hover .line{opacity:1;filter:brightness(1.15)}.arrow:hover .topic{font-weight:600}
            .agent rect{fill:var(--card);stroke-width:2}.agent.source rect{stroke:#94a3b8}.agent.external rect{stroke-dasharray:5 4}
            .agent.good rect{stroke:#2f9e6e}.agent.fair rect{stroke:#c79a1b}.agent.poor rect{stroke:#e0762f}.agent.bad rect{stroke:#d33f49}
            .agent text{text-anchor:middle}.name{font-size:13px;font-weight:600;fill:var(--ink)}.more{font-size:10.5px;fill:var(--soft)}
            .topic{font-size:10.5px;fill:var(--soft);text-anchor:middle;paint-order:stroke;stroke:var(--halo);stroke-width:4px}
            @media (prefers-color-scheme:dark){.traffic{--ink:#e6edf5;--soft:#9fb0c3;--card:#1b2530;--halo:#111923}}
            """;

    static final String PAGE =
            """
            :root{--ink:#1d2733;--soft:#64748b;--paper:#f6f8fa;--card:#fff;--rule:#dde3ea;color-scheme:light dark}
            @media (prefers-color-scheme:dark){:root{--ink:#e6edf5;--soft:#9fb0c3;--paper:#0d141c;--card:#111923;--rule:#263443}}
            *{box-sizing:border-box}body{margin:0;padding:28px;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
            main{max-width:1240px;margin:0 auto}h1{font-size:22px;margin:0}h2{font-size:15px;margin:0 0 10px}
            .head{display:flex;gap:16px;align-items:center;flex-wrap:wrap;margin-bottom:18px}.when{color:var(--soft)}
            .big{font-size:40px;font-weight:700;line-height:1}.badge{padding:3px 12px;border-radius:99px;color:#fff;font-weight:600;font-size:13px}
            .badge.good{background:#2f9e6e}.badge.fair{background:#a97f0f}.badge.poor{background:#c9611d}.badge.bad{background:#d33f49}
            section{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:16px 18px;margin-bottom:16px;overflow-x:auto}
            .legend{display:flex;gap:18px;flex-wrap:wrap;color:var(--soft);font-size:12.5px;margin-bottom:6px}.legend i{display:inline-block;width:26px;height:5px;border-radius:3px;margin-right:6px;vertical-align:middle}
            .good i,i.good{background:#2f9e6e}i.fair{background:#c79a1b}i.poor{background:#e0762f}i.bad{background:#d33f49}
            table{border-collapse:collapse;width:100%;font-size:13px}th{text-align:left;color:var(--soft);font-weight:600;font-size:12px}td,th{padding:6px 10px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
            .metrics{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:14px}.metric b{display:block;font-size:20px}.metric span{color:var(--soft);font-size:12.5px}
            .bar{height:6px;border-radius:3px;background:var(--rule);margin-top:6px}.bar i{display:block;height:6px;border-radius:3px}
            .fix{color:var(--soft)}.traffic{display:block;max-width:100%;min-width:760px;height:auto}.cap{color:#d33f49;font-weight:600}
            #tip{position:fixed;pointer-events:none;white-space:pre;background:#1d2733;color:#fff;padding:8px 11px;border-radius:8px;font-size:12px;box-shadow:0 6px 20px #0005;display:none;z-index:9;max-width:90vw}
            """;

    /** Shows at once what browsers show of a title after a while. */
    static final String SCRIPT =
            """
            const tip=document.createElement('div');tip.id='tip';document.body.append(tip);
            for(const g of document.querySelectorAll('.traffic g')){const t=g.querySelector('title');if(!t)continue;const text=t.textContent;t.remove();
            g.addEventListener('mousemove',e=>{tip.textContent=text;tip.style.display='block';
            tip.style.left=Math.max(8,Math.min(e.clientX+14,innerWidth-tip.offsetWidth-8))+'px';tip.style.top=Math.min(e.clientY+14,innerHeight-tip.offsetHeight-8)+'px'});
            g.addEventListener('mouseleave',()=>tip.style.display='none')}
            """;

    private Style() {}
}
