-- Policy: Small
-- Meaning: sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d
-- Language: 1
-- Dialect: bigquery; text only, not run: no test holds its answers to those of the reference interpreter.
-- Reads `leads`, as `leadspec clean` writes it, with each dot in a name written as two underscores.
-- Missing columns are errors, and so are other types but for whole numbers in place of decimals.
-- Reads one row of params: meaning, as_of, today, today_cal, today_minus_30_days.
CREATE TEMP FUNCTION leadspec_folded(given STRING) AS (
  NORMALIZE(TRANSLATE(TRIM(given, '\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫςϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺΆᾼῈΈῊΉῌῘῙῚΊῨῩῪΎῬῸΌῺΏῼΩKÅℲⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡', 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįiĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰάᾳὲέὴήῃῐῑὶίῠῡὺύῥὸόὼώῳωkåⅎⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), NFC)
);
WITH params_row AS (
  SELECT
    CASE
      WHEN count(*) = 1 AND min(meaning) = 'sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d'
      AND count(as_of) = 1
      AND count(today) = 1
      AND count(today_cal) = 1
      AND count(today_minus_30_days) = 1
      THEN 1
      ELSE ERROR('params has to hold the one row that leadspec compile --params makes for this policy')
    END AS checked,
    CAST(min(`as_of`) AS INT64) AS `as_of`,
    CAST(min(`today`) AS INT64) AS `today`,
    CAST(min(`today_cal`) AS INT64) AS `today_cal`,
    CAST(min(`today_minus_30_days`) AS INT64) AS `today_minus_30_days`
  FROM params
),
facts AS (
  SELECT
    `leadspec__id` AS `leadspec__id`,
    ARRAY(
      SELECT
        STRUCT(UNIX_DATE(a.`leadspec__day`) AS `day`, a.`type` AS `type`)
      FROM UNNEST(`activities`) AS a WITH OFFSET AS a_place
      WHERE
        UNIX_MICROS(a.`at`) <= params_row.`as_of`
      ORDER BY
        (
          a_place + 1
        )
    ) AS `events`,
    `job_title` AS `job_title`,
    CAST(`company__employees` * 1000000 AS INT64) AS `company__employees`,
    params_row.`today_minus_30_days` AS `params__today_minus_30_days`
  FROM leads
  CROSS JOIN params_row
  WHERE
    params_row.checked = 1
    AND IF(REGEXP_CONTAINS(FORMAT('%T', `company__employees`), r'^(NULL|-?[0-9]+|NUMERIC .*)$'), TRUE, ERROR('the column company__employees of leads is no NUMERIC'))
),
stage_1 AS (
  SELECT
    `company__employees`,
    `job_title`,
    `leadspec__id`,
    leadspec_folded(`job_title`) AS `_1`,
    CASE WHEN `company__employees` >= 50000000 THEN 500 ELSE 0 END AS `_4`,
    ARRAY(
      SELECT
        e
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'demo' AND e.`day` > facts.`params__today_minus_30_days`
      ORDER BY
        (
          e_place + 1
        )
    ) AS `_5`,
    `company__employees` IS NULL OR COALESCE(`company__employees` >= 50000000, FALSE) AS `_16`
  FROM facts
),
stage_2 AS (
  SELECT
    `_16`,
    `_4`,
    `_5`,
    `company__employees`,
    `job_title`,
    `leadspec__id`,
    REGEXP_CONTAINS(
      `_1`,
      '(?:\\A|[\\x{9}-\\x{d}\\x{20}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{60}\\x{7b}-\\x{7e}\\x{80}-\\x{a9}\\x{ab}-\\x{b4}\\x{b6}-\\x{b9}\\x{bb}-\\x{bf}\\x{d7}-\\x{d7}\\x{f7}-\\x{f7}\\x{1680}-\\x{1680}\\x{2000}-\\x{206f}\\x{3000}-\\x{303f}\\x{feff}-\\x{feff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{ff3b}-\\x{ff40}\\x{ff5b}-\\x{ff65}])(?:head)(?:[\\x{9}-\\x{d}\\x{20}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{60}\\x{7b}-\\x{7e}\\x{80}-\\x{a9}\\x{ab}-\\x{b4}\\x{b6}-\\x{b9}\\x{bb}-\\x{bf}\\x{d7}-\\x{d7}\\x{f7}-\\x{f7}\\x{1680}-\\x{1680}\\x{2000}-\\x{206f}\\x{3000}-\\x{303f}\\x{feff}-\\x{feff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{ff3b}-\\x{ff40}\\x{ff5b}-\\x{ff65}]|\\z)'
    ) AS `_2`,
    ARRAY_LENGTH(`_5`) AS `_6`,
    CASE WHEN `company__employees` >= 50000000 THEN 500 WHEN `_16` THEN 500 ELSE 0 END AS `_17`
  FROM stage_1
),
stage_3 AS (
  SELECT
    `_16`,
    `_17`,
    `_2`,
    `_4`,
    `company__employees`,
    `job_title`,
    `leadspec__id`,
    CASE WHEN `_2` THEN 1000 ELSE 0 END AS `_3`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`_5`) AS m WITH OFFSET AS m_place
      WHERE
        NOT (
          (
            (
              m_place + 1
            ) + 1
          ) <= stage_2.`_6`
          AND COALESCE(
            (
              (
                SELECT
                  m2
                FROM UNNEST(stage_2.`_5`) AS m2 WITH OFFSET AS m2_place
                WHERE
                  (
                    m2_place + 1
                  ) = (
                    (
                      m_place + 1
                    ) + 1
                  )
              )
            ).`day` = m.`day`,
            FALSE
          )
        )
    ) * 200 AS `_7`,
    `job_title` IS NULL OR COALESCE(`_2`, FALSE) AS `_14`
  FROM stage_2
),
stage_4 AS (
  SELECT
    `_14`,
    `_16`,
    `_17`,
    `_3`,
    `_4`,
    `company__employees`,
    `job_title`,
    `leadspec__id`,
    CASE WHEN `_7` <= 1000 THEN `_7` ELSE 1000 END AS `_8`,
    CASE WHEN `_2` THEN 1000 WHEN `_14` THEN 1000 ELSE 0 END AS `_15`
  FROM stage_3
),
stage_5 AS (
  SELECT
    `_14`,
    `_15`,
    `_16`,
    `_17`,
    `_3`,
    `_4`,
    `company__employees`,
    `job_title`,
    `leadspec__id`,
    (
      `_3` + `_4`
    ) + `_8` AS `fit`,
    (
      `_15` + `_17`
    ) + `_8` AS `fit_u20_high`
  FROM stage_4
),
stage_6 AS (
  SELECT
    `_14`,
    `_15`,
    `_16`,
    `_17`,
    `_3`,
    `_4`,
    `company__employees`,
    `fit`,
    `job_title`,
    `leadspec__id`,
    `fit` * 10000 AS `_10`,
    `fit_u20_high` * 10000 AS `_19`,
    `fit` <> `fit_u20_high` AS `_23`
  FROM stage_5
),
stage_7 AS (
  SELECT
    `_10`,
    `_19`,
    `_23`,
    `fit`,
    `leadspec__id`,
    `_10` >= 10000000 AS `mql`,
    NOT (
      `_10` = `_19` AND `_10` = `_10`
    ) AS `_20`,
    CASE
      WHEN `_23`
      THEN CASE
        WHEN `_3` <> `_15`
        THEN CASE WHEN `_14` THEN CASE WHEN `job_title` IS NULL THEN 1 ELSE 0 END ELSE 0 END
        ELSE 0
      END | CASE
        WHEN `_4` <> `_17`
        THEN CASE
          WHEN `_16`
          THEN CASE WHEN `company__employees` IS NULL THEN 2 ELSE 0 END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS `_29`
  FROM stage_6
),
stage_8 AS (
  SELECT
    `_20`,
    `_23`,
    `_29`,
    `fit`,
    `leadspec__id`,
    CASE WHEN `mql` THEN 'mql' ELSE 'raw' END AS `stage`,
    CASE
      WHEN `_20`
      THEN CASE WHEN `_20` THEN `_19` ELSE `_10` END >= 10000000
      ELSE `mql`
    END AS `_21`,
    CASE
      WHEN `_20`
      THEN CASE WHEN `_20` THEN `_10` ELSE `_10` END < 10000000
      ELSE `_10` < 10000000
    END AS `_24`
  FROM stage_7
),
stage_9 AS (
  SELECT
    `_20`,
    `_21`,
    `_23`,
    `_24`,
    `_29`,
    `fit`,
    `leadspec__id`,
    `stage`,
    `stage` = 'mql' AS `lead__marketing`,
    NOT `_21` AS `_25`
  FROM stage_8
),
stage_10 AS (
  SELECT
    `_20`,
    `_21`,
    `_23`,
    `_24`,
    `_29`,
    `fit`,
    `leadspec__id`,
    `stage`,
    CASE WHEN `lead__marketing` THEN TRUE WHEN `_21` THEN NULL ELSE FALSE END AS `_22`,
    `_24` OR `_25` AS `_26`,
    `_21` AND (
      `_24` OR `_25` OR `_25`
    ) AS `_28`
  FROM stage_9
),
stage_11 AS (
  SELECT
    `_20`,
    `_21`,
    `_22`,
    `_23`,
    `_24`,
    `_26`,
    `_28`,
    `_29`,
    `fit`,
    `leadspec__id`,
    `stage`,
    (
      `_21` AND `stage` <> 'mql'
    ) OR (
      `_26` AND `stage` <> 'raw'
    ) AS `_27`
  FROM stage_10
),
stage_12 AS (
  SELECT
    `_21`,
    `_22`,
    `_23`,
    `_26`,
    `_27`,
    `_28`,
    `_29`,
    `fit`,
    `leadspec__id`,
    `stage`,
    CASE
      WHEN `_27`
      THEN CASE
        WHEN `_21`
        THEN CASE
          WHEN `_21` AND `_24`
          THEN CASE WHEN `_20` THEN CASE WHEN `_20` THEN `_29` ELSE 0 END ELSE 0 END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS `_30`
  FROM stage_11
),
stage_13 AS (
  SELECT
    `_22`,
    `_23`,
    `_27`,
    `_28`,
    `_29`,
    `_30`,
    `fit`,
    `leadspec__id`,
    `stage`,
    CASE WHEN `_28` THEN CASE WHEN `_21` AND `_26` THEN `_30` ELSE 0 END ELSE 0 END AS `_31`
  FROM stage_12
),
stage_14 AS (
  SELECT
    `_22`,
    `_23`,
    `_27`,
    `_28`,
    `fit`,
    `leadspec__id`,
    `stage`,
    (
      (
        `_29` | `_30`
      ) | `_31`
    ) | `_31` AS `_32`
  FROM stage_13
)
SELECT
  `leadspec__id` AS `id`,
  `stage` AS `stage`,
  `_22` AS `lead__marketing`,
  `_22` AS `lead__agreed`,
  CAST(`fit` AS NUMERIC) * CAST('0.01' AS NUMERIC) AS `scores__fit`,
  ARRAY<STRING>[] AS `disqualified`,
  ARRAY<STRING>[] AS `flags`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN `_23` THEN 'scores.fit' END,
      CASE WHEN `_27` THEN 'stage' END,
      CASE WHEN `_28` THEN 'lead.marketing' END,
      CASE WHEN `_28` THEN 'lead.agreed' END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `undecided`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN (
        `_32` & 1
      ) <> 0 THEN 'job_title' END,
      CASE WHEN (
        `_32` & 2
      ) <> 0 THEN 'company.employees' END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `missing`
FROM stage_14
