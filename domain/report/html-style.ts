/** The page's own style sheet; the page allows no other. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f4; color: #1d2733; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 880px; margin: 0 auto; background: #fff; padding: 32px 40px 48px; }
header { border-bottom: 3px solid #16324f; padding-bottom: 12px; margin-bottom: 20px; }
h1 { font-size: 26px; margin: 0; color: #16324f; }
h2 { font-size: 19px; margin: 34px 0 10px; color: #16324f; }
h3 { font-size: 15px; margin: 0 0 6px; overflow-wrap: anywhere; }
p { margin: 0 0 10px; overflow-wrap: anywhere; }
.tenant { font-size: 18px; margin: 0; }
.meta, .note, figcaption { color: #52606d; font-size: 13px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 0 18px; }
.figures div { background: #f3f6f9; border-radius: 6px; padding: 10px 14px; }
.figures dt { font-size: 13px; color: #52606d; }
.figures dd { margin: 0; }
.figures .value { font-size: 24px; font-weight: 600; color: #16324f; }
.notice { border-left: 4px solid #7b8794; background: #f3f6f9; padding: 8px 12px; }
.notice.good { border-color: #2f7d4f; background: #edf7f0; }
.notice.warning { border-color: #c98a12; background: #fdf6e6; }
.notice.critical { border-color: #8b1a2b; background: #fbecee; }
.scroll { overflow-x: auto; margin: 0 0 12px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 5px 8px; border-bottom: 1px solid #dde3e9; vertical-align: top; text-align: left; overflow-wrap: break-word; }
th { color: #52606d; font-weight: 600; }
.right { text-align: right; white-space: nowrap; }
.scroll table { min-width: 480px; }
.total td { font-weight: 600; border-top: 2px solid #b8c4cf; }
figure { margin: 0 0 16px; }
figure svg { width: 100%; height: auto; font-family: inherit; }
.caption { font-weight: 600; font-size: 14px; }
article { border: 1px solid #dde3e9; border-left-width: 5px; border-radius: 6px; padding: 12px 16px; margin: 0 0 14px; break-inside: avoid; }
article dl { display: grid; grid-template-columns: 120px 1fr; gap: 3px 12px; margin: 0; font-size: 14px; }
article dt { color: #52606d; }
article dd { margin: 0; overflow-wrap: anywhere; }
.badge { display: inline-block; font-size: 11px; font-weight: 700; letter-spacing: .04em; padding: 1px 7px; border-radius: 4px; margin-right: 8px; }
.CRITICAL { border-left-color: #8b1a2b; } .badge.CRITICAL { background: #8b1a2b; color: #fff; }
.HIGH { border-left-color: #d9652b; } .badge.HIGH { background: #d9652b; color: #1d1205; }
.MEDIUM { border-left-color: #e5b93c; } .badge.MEDIUM { background: #e5b93c; color: #2b2205; }
.LOW { border-left-color: #7fa3bf; } .badge.LOW { background: #7fa3bf; color: #0c1b26; }
footer { margin-top: 36px; padding-top: 12px; border-top: 1px solid #dde3e9; color: #52606d; font-size: 12px; }
@media (max-width: 600px) { main { padding: 20px 16px 32px; } article dl { grid-template-columns: 1fr; gap: 0; } article dd { margin-bottom: 6px; } }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } @page { margin: 18mm 16mm; } }
`;
