/** The whole style of the page: no file, no font and no image comes from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1f2328;--soft:#59636e;--back:#f6f8fa;--card:#fff;--edge:#d1d9e0;--ok:#1a7f37;--bad:#cf222e;--warn:#9a6700;--link:#0969da}
@media (prefers-color-scheme:dark){:root{--text:#f0f6fc;--soft:#9198a1;--back:#0d1117;--card:#151b23;--edge:#3d444d;--ok:#3fb950;--bad:#f85149;--warn:#d29922;--link:#4493f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1080px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:24px;margin:0}h2{font-size:17px;margin:32px 0 12px}
p{margin:4px 0}.soft{color:var(--soft)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-top:20px;padding:0;list-style:none}
.cards li,.panel{background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:14px 16px}
.cards b{display:block;font-size:24px;line-height:1.3}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--edge);border-radius:8px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
th,td{text-align:left;padding:9px 14px;border-bottom:1px solid var(--edge);vertical-align:top}
tr:last-child>*{border-bottom:0}th{font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}
td,th[scope=row]{overflow-wrap:anywhere}th[scope=row]{min-width:12em}td.text{min-width:8em}time,button{white-space:nowrap}
.state{font-weight:600;white-space:nowrap}.healthy{color:var(--ok)}.degraded{color:var(--warn)}.failing{color:var(--bad)}
.ok{fill:var(--ok)}.bad{fill:var(--bad)}.grid{stroke:var(--edge)}.line{fill:none;stroke:var(--link);stroke-width:2}circle{fill:var(--link)}
svg{display:block;width:100%;height:auto}svg text{fill:var(--soft);font-size:11px}svg .limit{text-anchor:end}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:12px}
.charts h3{font-size:14px;margin:0 0 10px}
summary{cursor:pointer}details ol{margin:6px 0;padding-left:20px}
form{display:inline}button{font:inherit;color:var(--text);background:var(--back);border:1px solid var(--edge);border-radius:6px;padding:3px 12px;cursor:pointer}
button:hover{border-color:var(--soft)}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.alert{border-left:4px solid var(--bad)}
@media (max-width:560px){th,td{padding:8px 10px}main{padding-top:16px}}
`;
