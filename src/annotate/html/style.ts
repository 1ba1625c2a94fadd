/**
 * The page's style. Two voices: the document's in a serif on paper, ours in a sans on a tinted ground. Verdicts and
 * places differ in shape and word; the colours only help.
 */
export const style = `
:root{color-scheme:light dark;
--paper:#fdfcf9;--ink:#1f1d1a;--soft:#5d574e;--rule:#e3ddd0;--ground:#f4f1e9;--well:#fbfaf6;--code:#f1ede3;
--link:#1c5488;--host:#1d4f8a;--container:#0b6650;--good:#1d6b3a;--drift:#85530a;--bad:#a4231c;--mark:#faf0d2;--mark-edge:#b98414;
--red:#a4231c;--green:#1d6b3a;--yellow:#7a5a00;--blue:#1d4f8a;--magenta:#8a2b7a;--cyan:#0b6650;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Georgia,serif;
--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI","Noto Sans","Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#15171a;--ink:#e9e5dc;--soft:#aca69a;--rule:#33363b;--ground:#1d2024;--well:#17191c;--code:#24272c;
--link:#8fc1f2;--host:#8fbdf0;--container:#6cd0b0;--good:#7fd49a;--drift:#e5b45f;--bad:#ff9a8f;--mark:#2e2a1a;--mark-edge:#d9a73a;
--red:#ff9a8f;--green:#7fd49a;--yellow:#e5c15f;--blue:#8fbdf0;--magenta:#e6a0da;--cyan:#6cd0b0}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.65 var(--serif);hanging-punctuation:first allow-end last}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
a:focus-visible,pre:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
code,pre,samp{font-family:var(--mono);font-variant-ligatures:none;font-feature-settings:"liga" 0,"calt" 0}
.skip{position:absolute;left:-99rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.skip:focus{left:.5rem}
.layout{max-width:84rem;margin:0 auto;padding:0 1.1rem 4rem}
main{min-width:0;max-width:60rem}
article>*,.closing>*{max-width:44rem}
article>.note,article>pre,.closing>figure,.closing>.table,.closing>.matrix{max-width:none}
h1,h2,h3,h4,h5,h6{line-height:1.2;text-wrap:balance;font-weight:600;margin:2.2em 0 .6em}
h1{font-size:clamp(2rem,1.5rem + 2.4vw,3rem);letter-spacing:-.02em;margin-top:1.4em}
h2{font-size:1.75rem;letter-spacing:-.01em;padding-top:1.1rem;border-top:3px double var(--rule);max-width:none}
h3{font-size:1.3rem}
h4{font-size:1.08rem;font-style:italic}
p,ul,ol,dl,pre,figure{margin:0 0 1em}
p,li{overflow-wrap:break-word;hyphens:auto}
article p{text-wrap:pretty}
hr{border:0;height:0;margin:0}
q{quotes:"“" "”"}
q:lang(es){quotes:"«" "»" "“" "”"}
li>p{margin-bottom:.3em}
article :not(pre)>code{background:var(--code);padding:.1em .35em;border-radius:4px;font-size:.86em;overflow-wrap:anywhere;hyphens:none}
article>pre,article li>pre{background:var(--code);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem .8rem 2.6rem;overflow-x:auto;font-size:.82rem;line-height:1.65;tab-size:8;margin-bottom:.55rem}
article>pre .line{display:block;position:relative}
article>pre .line[data-mark]::before{content:attr(data-mark);position:absolute;left:-1.75rem;width:1.4rem;color:var(--soft);font-weight:700}
.note{font:.92rem/1.5 var(--sans);background:var(--ground);border:1px solid var(--rule);border-radius:8px;padding:.15rem .95rem;margin:0 0 1.6rem;hyphens:none}
.note p,.note li{hyphens:none}
article li>.note{margin:.5rem 0 1rem}
.note code{background:none;padding:0;border-radius:0}
.steps{list-style:none;margin:0;padding:0}
.steps>li{padding:.6rem 0;border-top:1px solid var(--rule);scroll-margin-top:1rem}
.steps>li:first-child{border-top:0}
.steps>li:target{box-shadow:-.95rem 0 0 var(--ground),-1.15rem 0 0 var(--link)}
.steps p{margin:0}
.step-line{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:baseline}
.step-line .command{font-size:.86rem;font-weight:600;overflow-wrap:anywhere;white-space:pre-wrap;min-width:0}
.step-line q{flex:1 1 100%;font-family:var(--serif);font-size:1.02rem;font-style:italic}
.verdict{white-space:nowrap;font-weight:650;color:var(--good)}
.verdict .shape{display:inline-block;min-width:1.05em;text-align:center}
.verdict.adapted,.verdict.refuted{color:var(--drift)}
.verdict.failed,.alarm{color:var(--bad)}
.verdict.skipped,.verdict.inconclusive,.verdict.untestable,.verdict.preparation{color:var(--soft)}
.place{white-space:nowrap;font-size:.8rem;border:1px solid currentColor;padding:0 .5em;line-height:1.55}
.place .shape{font-size:.75em;vertical-align:.08em}
.place.host{color:var(--host);border-radius:2px}
.place.container{color:var(--container);border-radius:1em}
.place.elsewhere{color:var(--soft);border-style:dashed}
.silent,.failed-so,.counterexample,.by,.mixed{color:var(--soft)}
.silent{font-size:.84rem}
.permalink{margin-left:auto;font:.74rem var(--mono);color:var(--soft);text-decoration:none;overflow-wrap:anywhere}
.permalink:hover{text-decoration:underline}
.steps .why,.steps .failed-so,.steps .counterexample,.steps .alarm,.steps .compare-link{margin:.35rem 0 0;max-width:46rem}
.alarm{font-weight:650}
.output,.change{background:var(--well);border:1px solid var(--rule);border-radius:5px;padding:.55rem .75rem;margin:.5rem 0 .1rem;overflow-x:auto;font-size:.79rem;line-height:1.5;tab-size:8}
.change{border-left:3px solid var(--drift)}
.change .line{display:block}
.change del{color:var(--soft);text-decoration:none}
.change ins{text-decoration:none;font-weight:650}
.stderr{font-style:italic}
details{margin:.45rem 0 .1rem}
summary{cursor:pointer;font-size:.86rem;color:var(--soft);width:fit-content}
summary:hover{color:var(--ink)}
.evidence{margin:.45rem 0 0;display:grid;gap:.15rem}
.evidence>div{display:grid;grid-template-columns:minmax(8rem,15rem) minmax(0,1fr);gap:0 .9rem;align-items:baseline}
.evidence dt{color:var(--soft);font-size:.86rem}
.evidence dd{margin:0;min-width:0}
.evidence code{font-size:.8rem;overflow-wrap:anywhere;white-space:pre-wrap}
.head{padding:1rem 1.2rem;border-left:6px solid var(--good);margin-top:1.4rem}
.head.works-not{border-left-color:var(--bad);border-left-style:double}
.head.incomplete{border-left-color:var(--drift);border-left-style:dashed}
.head .headline{font-size:1.35rem;font-weight:700;margin:0 0 .3rem;letter-spacing:-.01em}
.counts{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-variant-numeric:tabular-nums;margin-bottom:.7rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:.5rem 1.4rem;margin:.9rem 0 .4rem;padding-top:.8rem;border-top:1px solid var(--rule)}
.facts dt{font-size:.74rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
.facts>div:last-child{grid-column:1/-1}
.legend ul{margin:.4rem 0 0;padding-left:1.1rem}
.compare{margin:.55rem 0 .2rem;container-type:inline-size}
.compare figcaption{font-size:.86rem;margin-bottom:.4rem}
.panes{display:grid;gap:.6rem}
.pane{min-width:0}
.pane .pane-head{display:flex;gap:.6rem;align-items:baseline;font-size:.8rem}
.pane .pane-head a{font:.74rem var(--mono);color:var(--soft);text-decoration:none}
.pane .output{padding-left:.2rem;margin-top:.25rem;max-height:34rem;overflow:auto;border-top-width:3px}
.pane.host .output{border-top-color:var(--host)}
.pane.container .output{border-top-color:var(--container);border-top-style:double}
.pane samp{display:block;width:max-content;min-width:100%}
.pane .line{display:block;padding:0 .5rem 0 1.3rem;position:relative}
.pane .line.gap{display:none}
.pane .differs{background:var(--mark)}
.pane .differs::before{content:"▸";position:absolute;left:.35rem;color:var(--mark-edge)}
@container (min-width:44rem){.panes{grid-template-columns:1fr 1fr}.pane .line.gap{display:block;background:repeating-linear-gradient(135deg,transparent 0 5px,var(--rule) 5px 6px)}}
.closing{margin-top:3rem}
.closing>h2{max-width:none}
.closing h2{font-family:var(--sans);font-weight:700;font-size:1.4rem}
.closing{font:1rem/1.6 var(--sans)}
.closing p,.closing li{hyphens:none}
.picture{background:var(--ground);border:1px solid var(--rule);border-radius:8px;padding:1rem}
.canvas{overflow-x:auto}
.canvas svg{display:block;margin:0 auto;max-width:100%;height:auto}
.picture figcaption{font-size:.9rem}
svg text{font:13px var(--mono);fill:var(--ink);text-anchor:middle}
svg .cluster rect:first-child{fill:var(--well);stroke:var(--host);stroke-width:1.5}
svg .cluster.container rect:first-child{stroke:var(--container);stroke-dasharray:7 4}
svg .cluster-label rect{fill:var(--well)}
svg .cluster-label text{font:600 14px var(--sans);text-anchor:start;fill:var(--host)}
svg .cluster .mark{fill:var(--host)}
svg .cluster-label.container text,svg .cluster.container .mark{fill:var(--container)}
svg .node rect,svg .node path{fill:var(--code);stroke:var(--soft);stroke-width:1}
svg .node text{fill:var(--soft);font-size:12px}
svg .node .name{fill:var(--ink);font-size:13px;font-weight:700}
svg .edge{fill:none;stroke:var(--soft);stroke-width:1.5}
svg .edge.thick{stroke:var(--ink);stroke-width:3}
svg .edge.dashed{stroke-dasharray:5 4}
svg .edge-label rect{fill:var(--paper);stroke:var(--rule)}
svg .edge-label text{font-size:11.5px}
svg .tick path{stroke:var(--rule);fill:none}
svg .tick text,svg .lane{font:12px var(--sans);fill:var(--soft)}
svg .tick .first{text-anchor:start}
svg .lane{fill:var(--ink);text-anchor:start}
svg .lane.before{text-anchor:end}
svg .bar{fill:var(--host)}
svg .bar.container{fill:var(--container)}
svg .bar.adapted,svg .bar.failed{fill:var(--ground);stroke:var(--drift);stroke-width:1.5}
svg .bar.failed{stroke:var(--bad);stroke-dasharray:3 2}
.table{overflow-x:auto;margin-bottom:1em}
table{border-collapse:collapse;font:.9rem/1.45 var(--sans);min-width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--rule);font-weight:400}
thead th{font-size:.76rem;letter-spacing:.05em;text-transform:uppercase;color:var(--soft);border-bottom-width:2px;white-space:nowrap}
td code,th code{font-size:.82rem;overflow-wrap:anywhere}
.matrix th,.matrix td{padding-right:.7rem}
.matrix td{white-space:nowrap;font-size:.78rem}
.matrix tbody th{min-width:12rem;font-size:.86rem;line-height:1.35}
.matrix thead th{text-transform:none;font-family:var(--mono)}
.matrix .needed{color:var(--bad);font-weight:700;border-bottom:2px solid currentColor}
.matrix .quiet{color:var(--soft)}
.contents{font:.87rem/1.4 var(--sans);margin:1.2rem 0 0;padding:.8rem 1rem;background:var(--ground);border:1px solid var(--rule);border-radius:8px}
.contents ul{list-style:none;margin:0;padding:0}
.contents ul ul{padding-left:.9rem}
.contents a{display:block;padding:.16rem 0;color:var(--ink);text-decoration:none}
.contents a:hover{color:var(--link);text-decoration:underline}
.contents-title{font-size:.72rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:0 0 .4rem}
.contents-title.ours{margin-top:1.1rem}
@media (min-width:68rem){.layout{display:grid;grid-template-columns:14rem minmax(0,60rem);gap:3.2rem;justify-content:center}
.contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;background:none;border:0;margin:0;padding:2.6rem 0 2rem}}
@media (max-width:67.99rem){.contents>ul{columns:2 9rem}.contents ul ul{display:none}}
@media (max-width:40rem){body{font-size:1rem}.canvas svg{max-width:42rem;margin:0}.note{padding-inline:.7rem}.evidence>div{grid-template-columns:1fr}
article>pre,article li>pre{padding-left:2.1rem}article>pre .line[data-mark]::before{left:-1.55rem}.steps>li:target{box-shadow:none;outline:2px solid var(--link);outline-offset:3px}}
.ansi-bold{font-weight:700}.ansi-dim{opacity:.75}.ansi-italic{font-style:italic}.ansi-underline{text-decoration:underline}.ansi-strikethrough{text-decoration:line-through}.ansi-reverse{background:var(--ink);color:var(--paper)}.ansi-hidden{outline:1px dotted currentColor}
.ansi-red,.ansi-bright-red{color:var(--red)}.ansi-green,.ansi-bright-green{color:var(--green)}.ansi-yellow,.ansi-bright-yellow{color:var(--yellow)}.ansi-blue,.ansi-bright-blue{color:var(--blue)}.ansi-magenta,.ansi-bright-magenta{color:var(--magenta)}.ansi-cyan,.ansi-bright-cyan{color:var(--cyan)}.ansi-bright-black{color:var(--soft)}
[class*=ansi-on-]{outline:1px solid currentColor;outline-offset:-1px}
@page{margin:18mm 16mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#ccc;--ground:#fff;--well:#fff;--code:#f6f6f6;--mark:#eee;--host:#1d4f8a;--container:#0b6650;--good:#1d6b3a;--drift:#85530a;--bad:#a4231c;--link:#000;--mark-edge:#000}
body{font-size:10.5pt}.contents,.skip,.permalink,.legend{display:none}.layout{display:block;max-width:none;padding:0}main{max-width:none}
pre,.pane .output,.canvas,.table{overflow:visible;max-height:none}pre,.output,.change,article>pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:7.5pt}
.pane samp{width:auto}.panes{grid-template-columns:1fr 1fr}
details::details-content{content-visibility:visible;display:block;height:auto}summary{list-style:none}
h1,h2,h3,h4{break-after:avoid}.step-line{break-after:avoid}.picture,.claim,tr{break-inside:avoid}
article a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em}}
`;
