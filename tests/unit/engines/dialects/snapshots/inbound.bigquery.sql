-- Policy: Inbound leads
-- Meaning: sha256:70248a6f394f7ad197ded03cafda4983a68b0e25a4b28ad85451e3295b613928
-- Language: 1
-- Dialect: bigquery; text only, not run: no test holds its answers to those of the reference interpreter.
-- Reads `leads`, as `leadspec clean` writes it, with each dot in a name written as two underscores.
-- Missing columns are errors, and so are other types but for whole numbers in place of decimals.
-- Reads one row of params: meaning, as_of, today, today_cal, today_minus_14_days, today_minus_30_days, today_minus_7_days.
CREATE TEMP FUNCTION leadspec_folded(given STRING) AS (
  NORMALIZE(TRANSLATE(TRIM(given, '\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫςϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺΆᾼῈΈῊΉῌῘῙῚΊῨῩῪΎῬῸΌῺΏῼΩKÅℲⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡', 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįiĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰάᾳὲέὴήῃῐῑὶίῠῡὺύῥὸόὼώῳωkåⅎⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), NFC)
);
CREATE TEMP FUNCTION leadspec_domain(given STRING) AS (
  NULLIF(TRIM(REGEXP_EXTRACT(given, r'@([^@]*?)\.?\z'), '\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff'), '')
);
WITH params_row AS (
  SELECT
    CASE
      WHEN count(*) = 1 AND min(meaning) = 'sha256:70248a6f394f7ad197ded03cafda4983a68b0e25a4b28ad85451e3295b613928' THEN 1
      ELSE ERROR('params has to hold the one row that leadspec compile --params makes for this policy')
    END AS checked,
    CAST(min(`as_of`) AS INT64) AS `as_of`,
    CAST(min(`today`) AS INT64) AS `today`,
    CAST(min(`today_cal`) AS INT64) AS `today_cal`,
    CAST(min(`today_minus_14_days`) AS INT64) AS `today_minus_14_days`,
    CAST(min(`today_minus_30_days`) AS INT64) AS `today_minus_30_days`,
    CAST(min(`today_minus_7_days`) AS INT64) AS `today_minus_7_days`
  FROM params
),
facts AS (
  SELECT
    `leadspec__id` AS `leadspec__id`,
    ARRAY(
      SELECT
        STRUCT(
          UNIX_MICROS(a.`at`) AS `at`,
          UNIX_DATE(a.`leadspec__day`) AS `day`,
          a.`page` AS `field_u20_page`,
          leadspec_folded(a.`page`) AS `folded_u20_field_u20_page`,
          a.`type` AS `type`
        )
      FROM UNNEST(`activities`) AS a WITH OFFSET AS a_place
      WHERE
        UNIX_MICROS(a.`at`) <= params_row.`as_of`
      ORDER BY
        (
          a_place + 1
        )
    ) AS `events`,
    CAST(`company__employees` * 1000000 AS INT64) AS `company__employees`,
    `country` AS `country`,
    `industry` AS `industry`,
    `job_title` AS `job_title`,
    `role` AS `role`,
    `email` AS `email`,
    params_row.`today` AS `params__today`,
    params_row.`today_minus_14_days` AS `params__today_minus_14_days`,
    `source` AS `source`,
    UNIX_MICROS(`created_at`) AS `created_at`,
    `phone` AS `phone`,
    `social_handle` AS `social_handle`,
    params_row.`today_minus_30_days` AS `params__today_minus_30_days`,
    params_row.`today_minus_7_days` AS `params__today_minus_7_days`
  FROM leads
  CROSS JOIN params_row
  WHERE
    params_row.checked = 1
    AND IF(REGEXP_CONTAINS(FORMAT('%T', `company__employees`), r'^(NULL|-?[0-9]+|NUMERIC .*)$'), TRUE, ERROR('the column company__employees of leads is no NUMERIC'))
),
stage_1 AS (
  SELECT
    `company__employees`,
    `country`,
    `created_at`,
    `email`,
    `events`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `params__today`,
    `phone`,
    `role`,
    `source`,
    leadspec_folded(`email`) AS `_1`,
    NOT (
      `email` IS NULL
    )
    OR NOT (
      `phone` IS NULL
    )
    OR NOT (
      `social_handle` IS NULL
    ) AS `reachable`,
    `company__employees` >= 50000000 AND `company__employees` <= 1000000000 AS `ideal_customer_u23_1`,
    `country` IN ('AT', 'CH', 'DE') AS `ideal_customer_u23_2`,
    `industry` IN ('machinery', 'chemicals') AS `ideal_customer_u23_3`,
    leadspec_folded(`job_title`) AS `_9`,
    CASE
      WHEN `company__employees` >= 500000000
      THEN 2000
      WHEN `company__employees` >= 50000000
      THEN 1000
      ELSE 0
    END AS `_19`,
    CASE WHEN `role` = 'decision_maker' THEN 2000 ELSE 0 END AS `_20`,
    ARRAY(
      SELECT
        e
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'demo_requested'
      ORDER BY
        (
          e_place + 1
        )
    ) AS `_26`,
    (
      SELECT
        COALESCE(
          sum(
            CASE
              WHEN (
                facts.`params__today` - e.`day`
              ) < 30
              THEN 1000
              WHEN (
                facts.`params__today` - e.`day`
              ) < 60
              THEN 500
              ELSE 0
            END
          ),
          0
        )
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'content_downloaded'
    ) AS `_29`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'email_clicked' AND e.`day` > facts.`params__today_minus_14_days`
    ) * 500 AS `_30`,
    ARRAY(
      SELECT
        e
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'unsubscribed'
      ORDER BY
        (
          e_place + 1
        )
    ) AS `_32`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'demo_requested' AND e.`day` > facts.`params__today_minus_30_days`
    ) * 1000000 AS `_42`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
      WHERE
        e.`type` = 'trial_started' AND e.`day` > facts.`params__today_minus_14_days`
    ) * 1000000 AS `_44`,
    ARRAY(
      SELECT
        m
      FROM UNNEST(ARRAY(
        SELECT
          STRUCT(
            e AS `e`,
            COALESCE(
              e.`day` > facts.`params__today_minus_7_days`
              AND STARTS_WITH(e.`folded_u20_field_u20_page`, '/pricing'),
              FALSE
            ) AS `v`,
            COALESCE(
              e.`day` > facts.`params__today_minus_7_days`
              AND STARTS_WITH(e.`folded_u20_field_u20_page`, '/pricing'),
              FALSE
            ) AS `sure`,
            (
              e.`day` > facts.`params__today_minus_7_days`
              AND STARTS_WITH(e.`folded_u20_field_u20_page`, '/pricing')
            ) IS NULL
            OR COALESCE(
              e.`day` > facts.`params__today_minus_7_days`
              AND STARTS_WITH(e.`folded_u20_field_u20_page`, '/pricing'),
              FALSE
            ) AS `may`,
            CASE
              WHEN (
                e.`day` > facts.`params__today_minus_7_days`
                AND STARTS_WITH(e.`folded_u20_field_u20_page`, '/pricing')
              ) IS NULL
              THEN CASE
                WHEN e.`folded_u20_field_u20_page` IS NULL
                THEN CASE WHEN e.`field_u20_page` IS NULL THEN 1024 ELSE 0 END
                ELSE 0
              END
              ELSE 0
            END AS `miss0`
          )
        FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
        WHERE
          e.`type` = 'page_viewed'
        ORDER BY
          (
            e_place + 1
          )
      )) AS m WITH OFFSET AS m_place
      WHERE
        m.`may`
      ORDER BY
        (
          m_place + 1
        )
    ) AS `_46`,
    COALESCE(`company__employees` >= 500000000, FALSE) AS `_59`,
    COALESCE(`company__employees` >= 50000000, FALSE) AS `_60`,
    `role` IS NULL OR COALESCE(`role` = 'decision_maker', FALSE) AS `_79`,
    CASE WHEN `created_at` IS NULL THEN 1 ELSE 0 END AS `_130`,
    `source` IS NULL OR COALESCE(`source` IN ('raffle', 'discount'), FALSE) AS `_141`,
    COALESCE(NOT (
      `source` IN ('raffle', 'discount')
    ), FALSE) AS `_152`,
    CASE WHEN `company__employees` IS NULL THEN 128 ELSE 0 END AS `_175`,
    CASE WHEN `country` IS NULL THEN 32 ELSE 0 END AS `_176`,
    CASE WHEN `email` IS NULL THEN 2 ELSE 0 END AS `_180`
  FROM facts
),
stage_2 AS (
  SELECT
    `_130`,
    `_141`,
    `_152`,
    `_175`,
    `_176`,
    `_180`,
    `_19`,
    `_20`,
    `_26`,
    `_32`,
    `_59`,
    `_60`,
    `_79`,
    `company__employees`,
    `country`,
    `created_at`,
    `email`,
    `events`,
    `ideal_customer_u23_1`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `params__today`,
    `phone`,
    `reachable`,
    `role`,
    `source`,
    leadspec_domain(`_1`) AS `_2`,
    NOT `reachable` AS `disqualified__no_u20_way_u20_to_u20_contact`,
    REGEXP_CONTAINS(
      `_9`,
      '(?:\\A|[\\x{9}-\\x{d}\\x{20}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{60}\\x{7b}-\\x{7e}\\x{80}-\\x{a9}\\x{ab}-\\x{b4}\\x{b6}-\\x{b9}\\x{bb}-\\x{bf}\\x{d7}-\\x{d7}\\x{f7}-\\x{f7}\\x{1680}-\\x{1680}\\x{2000}-\\x{206f}\\x{3000}-\\x{303f}\\x{feff}-\\x{feff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{ff3b}-\\x{ff40}\\x{ff5b}-\\x{ff65}])(?:head|director|leiter)(?:[\\x{9}-\\x{d}\\x{20}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{60}\\x{7b}-\\x{7e}\\x{80}-\\x{a9}\\x{ab}-\\x{b4}\\x{b6}-\\x{b9}\\x{bb}-\\x{bf}\\x{d7}-\\x{d7}\\x{f7}-\\x{f7}\\x{1680}-\\x{1680}\\x{2000}-\\x{206f}\\x{3000}-\\x{303f}\\x{feff}-\\x{feff}\\x{ff01}-\\x{ff0f}\\x{ff1a}-\\x{ff20}\\x{ff3b}-\\x{ff40}\\x{ff5b}-\\x{ff65}]|\\z)'
    ) AS `ideal_customer_u23_4`,
    NOT `ideal_customer_u23_1` AS `_12`,
    NOT `ideal_customer_u23_2` AS `_13`,
    NOT `ideal_customer_u23_3` AS `_14`,
    ARRAY_LENGTH(`_26`) AS `_27`,
    CASE WHEN `_29` <= 2000 THEN `_29` ELSE 2000 END + CASE WHEN `_30` <= 1500 THEN `_30` ELSE 1500 END AS `_31`,
    (
      (
        SELECT
          m
        FROM UNNEST(`_32`) AS m WITH OFFSET AS m_place
        ORDER BY
          (
            m_place + 1
          ) DESC NULLS FIRST
        LIMIT 1
      )
    ).`at` AS `_33`,
    `_42` >= 1000000 AS `_43`,
    `_44` >= 1000000 AS `_45`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`_46`) AS m WITH OFFSET AS m_place
      WHERE
        m.`v`
    ) * 1000000 AS `_47`,
    NOT `_59` AS `_61`,
    CASE
      WHEN `company__employees` IS NULL OR `_59`
      THEN CASE WHEN `_19` >= 2000 THEN `_19` ELSE 2000 END
      ELSE `_19`
    END AS `_77`,
    CASE WHEN `role` = 'decision_maker' THEN 2000 WHEN `_79` THEN 2000 ELSE 0 END AS `_80`,
    (
      SELECT
        COALESCE(bit_or(m.`miss0`), 0)
      FROM UNNEST(`_46`) AS m WITH OFFSET AS m_place
    ) AS `_88`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`_46`) AS m WITH OFFSET AS m_place
      WHERE
        m.`sure`
    ) * 1000000 AS `_89`,
    ARRAY_LENGTH(`_46`) * 1000000 AS `_90`,
    `_42` < 1000000 AS `_108`,
    `_44` < 1000000 AS `_109`,
    ARRAY(
      SELECT
        m
      FROM UNNEST(ARRAY(
        SELECT
          STRUCT(
            e AS `e`,
            COALESCE(e.`at` >= stage_1.`created_at`, FALSE) AS `v`,
            COALESCE(e.`at` >= stage_1.`created_at`, FALSE) AS `sure`,
            stage_1.`created_at` IS NULL OR COALESCE(e.`at` >= stage_1.`created_at`, FALSE) AS `may`,
            stage_1.`_130` AS `miss0`
          )
        FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
        WHERE
          e.`type` IN ('call_received', 'chat_started', 'demo_requested', 'trial_started')
        ORDER BY
          (
            e_place + 1
          )
      )) AS m WITH OFFSET AS m_place
      WHERE
        m.`may`
      ORDER BY
        (
          m_place + 1
        )
    ) AS `_131`,
    `ideal_customer_u23_2` AND `company__employees` >= 500000000 AS `_136`,
    `ideal_customer_u23_1` IS NULL AS `_138`,
    COALESCE(`ideal_customer_u23_2`, FALSE) AS `_164`
  FROM stage_1
),
stage_3 AS (
  SELECT
    `_108`,
    `_109`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_141`,
    `_152`,
    `_164`,
    `_175`,
    `_176`,
    `_180`,
    `_19`,
    `_20`,
    `_31`,
    `_32`,
    `_33`,
    `_43`,
    `_45`,
    `_47`,
    `_59`,
    `_60`,
    `_61`,
    `_77`,
    `_79`,
    `_80`,
    `_88`,
    `_89`,
    `_90`,
    `company__employees`,
    `country`,
    `created_at`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `events`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `phone`,
    `reachable`,
    `role`,
    `source`,
    `_2` IN (
      'konkordia.example',
      'northrivals.example',
      'przewaga.example',
      'rivalis.example'
    ) AS `disqualified__competitor`,
    (
      (
        CASE WHEN `ideal_customer_u23_1` THEN 1 ELSE 0 END + CASE WHEN `ideal_customer_u23_2` THEN 1 ELSE 0 END
      ) + CASE WHEN `ideal_customer_u23_3` THEN 1 ELSE 0 END
    ) + CASE WHEN `ideal_customer_u23_4` THEN 1 ELSE 0 END AS `_11`,
    NOT `ideal_customer_u23_4` AS `_15`,
    `company__employees` >= 50000000
    AND `company__employees` <= 1000000000
    AND `ideal_customer_u23_2`
    AND `ideal_customer_u23_3`
    AND `ideal_customer_u23_4` AS `ideal_customer`,
    `_2` IN (
      'correo.example',
      'freemail.example',
      'mailbox24.example',
      'poczta.example',
      'seznamka.example',
      'webpost.example'
    ) AS `_21`,
    (
      SELECT
        COALESCE(
          sum(
            CASE
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 30
              THEN 4000
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 60
              THEN 2000
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 90
              THEN 1000
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 120
              THEN 500
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 150
              THEN 250
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 180
              THEN 125
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 210
              THEN 63
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 240
              THEN 31
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 270
              THEN 16
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 300
              THEN 8
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 330
              THEN 4
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 360
              THEN 2
              WHEN (
                stage_2.`params__today` - m.`day`
              ) < 390
              THEN 1
              ELSE 0
            END
          ),
          0
        )
      FROM UNNEST(`_26`) AS m WITH OFFSET AS m_place
      WHERE
        NOT (
          (
            (
              m_place + 1
            ) + 1
          ) <= stage_2.`_27`
          AND COALESCE(
            (
              (
                SELECT
                  m2
                FROM UNNEST(stage_2.`_26`) AS m2 WITH OFFSET AS m2_place
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
    ) + CASE
      WHEN (
        SELECT
          COUNT(*)
        FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
        WHERE
          e.`type` = 'trial_started'
      ) > 0
      THEN 3000
      ELSE 0
    END AS `_28`,
    CAST(`_27` AS INT64) * 1000000 AS `_39`,
    `_47` >= 3000000 AS `_48`,
    `_61` AND (
      `company__employees` IS NULL OR `_60`
    ) AS `_62`,
    `_2` IS NULL AS `_66`,
    `_88` <> 0 AND NOT (
      `_89` = `_90` AND `_47` = `_89`
    ) AS `_91`,
    CASE
      WHEN NOT (
        `created_at` IS NULL
      )
      THEN (
        SELECT
          COUNT(*)
        FROM UNNEST(`_131`) AS m WITH OFFSET AS m_place
        WHERE
          m.`v`
      ) * 1000000
    END AS `_132`,
    CASE
      WHEN `company__employees` IS NULL
      THEN 'Research first'
      WHEN `_136`
      THEN 'Enterprise DACH'
      WHEN `ideal_customer_u23_2`
      THEN 'SMB DACH'
      ELSE 'International'
    END AS `route`,
    (
      SELECT
        COALESCE(bit_or(m.`miss0`), 0)
      FROM UNNEST(`_131`) AS m WITH OFFSET AS m_place
    ) | `_130` AS `_142`,
    (
      SELECT
        COUNT(*)
      FROM UNNEST(`_131`) AS m WITH OFFSET AS m_place
      WHERE
        m.`sure`
    ) * 1000000 AS `_144`,
    ARRAY_LENGTH(`_131`) * 1000000 AS `_145`,
    `_136` IS NULL AS `_161`,
    COALESCE(`_136`, FALSE) AS `_162`,
    `country` IS NULL OR `_164` AS `_165`,
    (
      (
        CASE WHEN `_138` THEN `_175` ELSE 0 END | `_176`
      ) | CASE WHEN `industry` IS NULL THEN 256 ELSE 0 END
    ) | CASE WHEN `job_title` IS NULL THEN 512 ELSE 0 END AS `_177`
  FROM stage_2
),
stage_4 AS (
  SELECT
    `_108`,
    `_109`,
    `_11`,
    `_12`,
    `_13`,
    `_132`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_144`,
    `_145`,
    `_15`,
    `_152`,
    `_161`,
    `_162`,
    `_164`,
    `_165`,
    `_175`,
    `_176`,
    `_177`,
    `_180`,
    `_19`,
    `_20`,
    `_21`,
    `_43`,
    `_45`,
    `_59`,
    `_60`,
    `_61`,
    `_79`,
    `_80`,
    `_88`,
    `_91`,
    `company__employees`,
    `country`,
    `created_at`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `ideal_customer`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `phone`,
    `reachable`,
    `role`,
    `route`,
    `source`,
    CASE
      WHEN `_11` >= 2
      THEN TRUE
      WHEN (
        4 - (
          (
            (
              CASE WHEN `_12` THEN 1 ELSE 0 END + CASE WHEN `_13` THEN 1 ELSE 0 END
            ) + CASE WHEN `_14` THEN 1 ELSE 0 END
          ) + CASE WHEN `_15` THEN 1 ELSE 0 END
        )
      ) < 2
      THEN FALSE
    END AS `_16`,
    CASE WHEN `ideal_customer` THEN 4000 ELSE 0 END AS `_18`,
    (
      CASE WHEN `_28` <= 6000 THEN `_28` ELSE 6000 END + CASE WHEN `_31` <= 3000 THEN `_31` ELSE 3000 END
    ) + CASE
      WHEN (
        ARRAY_LENGTH(`_32`) * 1000000
      ) >= 1000000
      AND CASE
        WHEN NOT (
          `_33` IS NULL
        )
        THEN (
          SELECT
            COUNT(*)
          FROM UNNEST(`events`) AS e WITH OFFSET AS e_place
          WHERE
            e.`type` = 'demo_requested' AND e.`at` >= stage_3.`_33`
        ) * 1000000
      END < 1000000
      THEN -10000
      ELSE 0
    END AS `_34`,
    `_39` >= 1000000 AS `_40`,
    `_43` OR `_45` OR `_48` AS `sales_action`,
    CASE WHEN `_62` THEN CASE WHEN `_19` <= 1000 THEN `_19` ELSE 1000 END ELSE `_19` END AS `_63`,
    COALESCE(NOT `_21`, FALSE) AS `_65`,
    CASE WHEN `email` IS NULL THEN `email` IS NULL OR `_66` ELSE `_66` END AS `_67`,
    `email` IS NULL OR COALESCE(`_21`, FALSE) AS `_68`,
    `ideal_customer` IS NULL AS `_74`,
    CASE WHEN `_62` THEN CASE WHEN `_77` >= 1000 THEN `_77` ELSE 1000 END ELSE `_77` END AS `_78`,
    CASE
      WHEN `_91`
      THEN CASE WHEN `_91` THEN `_90` ELSE `_47` END >= 3000000
      ELSE `_48`
    END AS `_92`,
    COALESCE(NOT `disqualified__competitor`, FALSE) AS `_94`,
    COALESCE(`disqualified__competitor`, FALSE) AS `_97`,
    `_39` < 1000000 AS `_105`,
    COALESCE(NOT `ideal_customer`, FALSE) AS `_107`,
    CASE
      WHEN `_91`
      THEN CASE WHEN `_91` THEN `_89` ELSE `_47` END < 3000000
      ELSE `_47` < 3000000
    END AS `_110`,
    `_132` < 1000000 AS `_133`,
    `_142` <> 0 AS `_143`,
    NOT (
      `_144` = `_145`
      AND COALESCE(`_132` = `_144`, FALSE)
      AND NOT (
        `created_at` IS NULL
      )
    ) AS `_146`,
    `_132` IS NULL AS `_148`,
    `_161` OR `_162` AS `_163`,
    NOT (
      `company__employees` IS NULL OR `_162`
    ) AS `_166`
  FROM stage_3
),
stage_5 AS (
  SELECT
    `_105`,
    `_107`,
    `_108`,
    `_109`,
    `_11`,
    `_110`,
    `_12`,
    `_13`,
    `_132`,
    `_133`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_143`,
    `_144`,
    `_145`,
    `_146`,
    `_148`,
    `_15`,
    `_152`,
    `_16`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_175`,
    `_176`,
    `_177`,
    `_18`,
    `_180`,
    `_20`,
    `_40`,
    `_61`,
    `_67`,
    `_68`,
    `_74`,
    `_78`,
    `_79`,
    `_80`,
    `_88`,
    `_91`,
    `_92`,
    `_94`,
    `_97`,
    `company__employees`,
    `country`,
    `created_at`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `ideal_customer`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `reachable`,
    `role`,
    `route`,
    `sales_action`,
    `source`,
    (
      (
        `_18` + `_19`
      ) + `_20`
    ) + CASE WHEN `_21` THEN -2500 ELSE 0 END AS `_22`,
    CASE WHEN `_34` >= 0 THEN `_34` ELSE 0 END AS `_35`,
    `reachable` AND `_16` AS `prospect`,
    CASE
      WHEN NOT (
        `_59` OR `_60`
      )
      THEN CASE WHEN `_63` <= 0 THEN `_63` ELSE 0 END
      ELSE `_63`
    END AS `_64`,
    NOT (
      `email` IS NULL OR `_65` OR `_67` OR NOT `_68`
    ) AS `_69`,
    `_74` OR COALESCE(`ideal_customer`, FALSE) AS `_75`,
    `_43` OR `_45` OR `_92` AS `_93`,
    `email` IS NULL OR `_94` AS `_95`,
    `email` IS NULL OR `_94` OR `_67` AS `_96`,
    `email` IS NULL OR `_97` OR `disqualified__no_u20_way_u20_to_u20_contact` AS `_98`,
    `_108` AND `_109` AND `_110` AS `_111`,
    `_40` AND `phone` IS NULL AS `flags__hand_u2d_raise_u20_without_u20_phone`,
    `_143` AND `_146` AS `_147`,
    (
      `company__employees` IS NULL AND `route` <> 'Research first'
    )
    OR (
      `_163` AND NOT (
        `company__employees` IS NULL
      ) AND `route` <> 'Enterprise DACH'
    )
    OR (
      `_165` AND `_166` AND `route` <> 'SMB DACH'
    )
    OR (
      NOT (
        `company__employees` IS NULL OR `_162` OR `_164`
      )
      AND `route` <> 'International'
    ) AS `_167`,
    `email` IS NULL OR `_97` AS `_168`,
    CASE WHEN `_74` THEN `_177` ELSE 0 END AS `_178`,
    `email` IS NULL OR `_65` AS `_179`
  FROM stage_4
),
stage_6 AS (
  SELECT
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_132`,
    `_133`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_144`,
    `_145`,
    `_147`,
    `_148`,
    `_15`,
    `_152`,
    `_16`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_175`,
    `_176`,
    `_177`,
    `_178`,
    `_179`,
    `_18`,
    `_180`,
    `_20`,
    `_40`,
    `_61`,
    `_64`,
    `_67`,
    `_68`,
    `_74`,
    `_75`,
    `_78`,
    `_79`,
    `_80`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `company__employees`,
    `country`,
    `created_at`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `prospect`,
    `reachable`,
    `role`,
    `route`,
    `sales_action`,
    `source`,
    CASE WHEN `_22` >= 0 THEN `_22` ELSE 0 END AS `fit`,
    CASE WHEN `_35` <= 10000 THEN `_35` ELSE 10000 END AS `engagement`,
    `prospect` IS NULL AS `_56`,
    COALESCE(`prospect`, FALSE) AS `_57`,
    CASE WHEN `_69` THEN -2500 WHEN `_68` THEN -2500 ELSE 0 END AS `_70`,
    CASE WHEN `ideal_customer` THEN 4000 WHEN `_75` THEN 4000 ELSE 0 END AS `_76`,
    CASE WHEN `_69` THEN -2500 ELSE 0 END AS `_81`,
    (
      `_95` AND `reachable`
    ) OR (
      `_67` AND `_96` AND `reachable`
    ) OR NOT `_98` AS `_99`,
    COALESCE(NOT `prospect`, FALSE) AS `_102`,
    `_143` AND `_146` AND NOT (
      NOT `_147` AND `_148`
    ) AS `_149`,
    `_168` AND (
      `email` IS NULL OR `_94` OR `_67` OR NOT `_168`
    ) AS `_169`,
    (
      `_75` AND `_93`
    ) OR (
      `_74` AND `_75` AND `_93`
    ) AS `_172`,
    CASE
      WHEN (
        `_168` AND `_95`
      ) OR (
        `_168` AND `_67`
      ) OR (
        `_95` AND `_67`
      )
      THEN `_180`
      ELSE 0
    END AS `_183`,
    CASE
      WHEN `_93` AND `_108` AND `_109` AND `_110`
      THEN CASE
        WHEN `_92` AND `_110`
        THEN CASE WHEN `_91` THEN CASE WHEN `_91` THEN `_88` ELSE 0 END ELSE 0 END
        ELSE 0
      END
      ELSE 0
    END AS `_188`,
    `email` IS NULL
    OR `_97`
    OR `disqualified__no_u20_way_u20_to_u20_contact`
    OR `_74`
    OR `_107`
    OR `_111` AS `_191`,
    `_74` OR `_107` OR `_111` AS `_192`
  FROM stage_5
),
stage_7 AS (
  SELECT
    `_102`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_133`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_152`,
    `_16`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_179`,
    `_18`,
    `_180`,
    `_183`,
    `_188`,
    `_191`,
    `_192`,
    `_20`,
    `_40`,
    `_56`,
    `_57`,
    `_61`,
    `_64`,
    `_67`,
    `_68`,
    `_70`,
    `_74`,
    `_75`,
    `_76`,
    `_78`,
    `_79`,
    `_80`,
    `_81`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `prospect`,
    `reachable`,
    `role`,
    `route`,
    `sales_action`,
    `source`,
    `fit` * 10000 AS `_24`,
    `engagement` * 10000 AS `_37`,
    `_56` OR `_57` AS `_58`,
    (
      (
        `_18` + `_64`
      ) + `_20`
    ) + `_70` AS `_71`,
    (
      (
        `_76` + `_78`
      ) + `_80`
    ) + `_81` AS `_82`,
    NOT `_99` AS `_101`,
    CASE
      WHEN `_149`
      THEN COALESCE(CASE WHEN `_147` THEN `_144` ELSE `_132` END < 1000000, FALSE)
      ELSE COALESCE(`_133`, FALSE)
    END AS `_150`,
    CASE
      WHEN `_149`
      THEN COALESCE(CASE WHEN `_147` THEN `_145` ELSE `_132` END >= 1000000, FALSE)
      ELSE COALESCE(`_132` >= 1000000, FALSE)
    END AS `_153`,
    CASE
      WHEN `_149`
      THEN CASE WHEN `_147` THEN `created_at` IS NULL ELSE `_148` END
      ELSE `_148`
    END AS `_154`,
    CASE WHEN `_56` THEN CASE WHEN `_16` IS NULL THEN `_177` ELSE 0 END ELSE 0 END AS `_186`
  FROM stage_6
),
stage_8 AS (
  SELECT
    `_101`,
    `_102`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_133`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_152`,
    `_153`,
    `_154`,
    `_16`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_179`,
    `_18`,
    `_180`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_20`,
    `_24`,
    `_37`,
    `_40`,
    `_56`,
    `_57`,
    `_58`,
    `_61`,
    `_64`,
    `_67`,
    `_68`,
    `_70`,
    `_74`,
    `_75`,
    `_76`,
    `_78`,
    `_79`,
    `_80`,
    `_81`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `prospect`,
    `reachable`,
    `role`,
    `route`,
    `sales_action`,
    `source`,
    `_24` >= 40000000 AS `_25`,
    `_37` >= 30000000 AS `_38`,
    CASE WHEN `_71` >= 0 THEN `_71` ELSE 0 END AS `fit_u20_low`,
    CASE WHEN `_82` >= 0 THEN `_82` ELSE 0 END AS `fit_u20_high`,
    `_37` >= 60000000 AS `_134`,
    `source` IS NULL OR `_154` AS `_155`,
    `_150` OR `_154` AS `_156`,
    `_141` AND `_150` AS `_157`,
    `source` IS NULL OR `_152` OR `_153` AS `_182`
  FROM stage_7
),
stage_9 AS (
  SELECT
    `_101`,
    `_102`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_134`,
    `_138`,
    `_14`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_16`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_179`,
    `_18`,
    `_180`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_20`,
    `_24`,
    `_25`,
    `_37`,
    `_38`,
    `_40`,
    `_56`,
    `_57`,
    `_58`,
    `_61`,
    `_64`,
    `_67`,
    `_68`,
    `_70`,
    `_74`,
    `_75`,
    `_76`,
    `_78`,
    `_79`,
    `_80`,
    `_81`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `prospect`,
    `reachable`,
    `role`,
    `route`,
    `sales_action`,
    `source`,
    (
      `_25` AND `_38`
    ) OR `_40` AS `_41`,
    `fit_u20_low` * 10000 AS `_73`,
    `fit_u20_high` * 10000 AS `_84`,
    CASE
      WHEN `source` IN ('raffle', 'discount') AND `_133`
      THEN 'cold'
      WHEN `_134`
      THEN 'hot'
      WHEN `_38`
      THEN 'warm'
      ELSE 'cold'
    END AS `temperature`,
    `fit_u20_low` <> `fit_u20_high` AS `_140`,
    `source` IS NULL
    OR `_152`
    OR `_153`
    OR (
      `_155` AND `_141` AND `_156`
    )
    OR NOT `_157` AS `_158`
  FROM stage_8
),
stage_10 AS (
  SELECT
    `_101`,
    `_102`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_134`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_158`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_24`,
    `_25`,
    `_37`,
    `_38`,
    `_40`,
    `_56`,
    `_57`,
    `_58`,
    `_67`,
    `_73`,
    `_74`,
    `_75`,
    `_84`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `prospect`,
    `reachable`,
    `route`,
    `sales_action`,
    `source`,
    `temperature`,
    `reachable`
    AND `_16`
    AND `_41`
    AND `company__employees` >= 50000000
    AND `company__employees` <= 1000000000
    AND `ideal_customer_u23_2`
    AND `ideal_customer_u23_3`
    AND `ideal_customer_u23_4`
    AND `sales_action` AS `sql`,
    `reachable` AND `_16` AND `_41` AS `mql`,
    NOT (
      `_73` = `_84` AND `_24` = `_73`
    ) AS `_85`,
    `temperature` <> 'cold' AS `_151`,
    NOT `_158` AS `_159`,
    CASE
      WHEN `_140`
      THEN (
        (
          CASE WHEN `_18` <> `_76` THEN CASE WHEN `_75` THEN `_178` ELSE 0 END ELSE 0 END | CASE
            WHEN `_64` <> `_78`
            THEN `_175` | CASE WHEN `_61` THEN `_175` ELSE 0 END
            ELSE 0
          END
        ) | CASE
          WHEN `_20` <> `_80`
          THEN CASE WHEN `_79` THEN CASE WHEN `role` IS NULL THEN 64 ELSE 0 END ELSE 0 END
          ELSE 0
        END
      ) | CASE
        WHEN `_70` <> `_81`
        THEN CASE
          WHEN `_68`
          THEN CASE
            WHEN (
              `_68` AND `_179`
            ) OR (
              `_68` AND `_67`
            ) OR (
              `_179` AND `_67`
            )
            THEN `_180`
            ELSE 0
          END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS `_181`
  FROM stage_9
),
stage_11 AS (
  SELECT
    `_101`,
    `_102`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_37`,
    `_38`,
    `_40`,
    `_56`,
    `_57`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_85`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `sales_action`,
    `source`,
    `temperature`,
    CASE
      WHEN `disqualified__competitor` OR `disqualified__no_u20_way_u20_to_u20_contact`
      THEN 'disqualified'
      WHEN `sql`
      THEN 'sql'
      WHEN `mql`
      THEN 'mql'
      WHEN `prospect`
      THEN 'prospect'
      ELSE 'suspect'
    END AS `stage`,
    CASE
      WHEN `_85`
      THEN CASE WHEN `_85` THEN `_84` ELSE `_24` END >= 40000000
      ELSE `_25`
    END AS `_86`,
    CASE
      WHEN `_85`
      THEN CASE WHEN `_85` THEN `_73` ELSE `_24` END < 40000000
      ELSE `_24` < 40000000
    END AS `_103`,
    (
      `_141` AND `_150` AND `_151`
    )
    OR (
      `_134` AND `_158` AND `temperature` <> 'hot'
    )
    OR (
      `_38` AND NOT (
        `_159` OR `_134`
      ) AND `temperature` <> 'warm'
    )
    OR (
      NOT (
        `_159` OR `_134` OR `_38`
      ) AND `_151`
    ) AS `_160`
  FROM stage_10
),
stage_12 AS (
  SELECT
    `_101`,
    `_102`,
    `_103`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_38`,
    `_56`,
    `_57`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_85`,
    `_86`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `ideal_customer_u23_2`,
    `ideal_customer_u23_3`,
    `ideal_customer_u23_4`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `sales_action`,
    `source`,
    `stage`,
    `temperature`,
    `stage` <> 'disqualified' AS `_54`,
    (
      `_86` AND `_38`
    ) OR `_40` AS `_87`,
    `_103` OR `_37` < 30000000 AS `_104`
  FROM stage_11
),
stage_13 AS (
  SELECT
    `_101`,
    `_102`,
    `_103`,
    `_104`,
    `_105`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_38`,
    `_54`,
    `_56`,
    `_57`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_85`,
    `_86`,
    `_87`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_54` AND `reachable` AS `lead__marketing`,
    `_58` AND `_87` AND `_75` AND `_93` AND `_99` AS `_100`,
    `_104` AND `_105` AS `_106`,
    `_56` AND `_58` AND `_87` AS `_112`,
    `_58` AND `_87` AS `_114`,
    `_54`
    AND `company__employees` >= 50000000
    AND `company__employees` <= 1000000000
    AND `ideal_customer_u23_2`
    AND `ideal_customer_u23_3`
    AND `ideal_customer_u23_4`
    AND `sales_action` AS `lead__sales`,
    `_54` AND `stage` IN ('mql', 'sql') AS `lead__agreed`
  FROM stage_12
),
stage_14 AS (
  SELECT
    `_100`,
    `_101`,
    `_102`,
    `_103`,
    `_104`,
    `_105`,
    `_106`,
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_38`,
    `_54`,
    `_56`,
    `_57`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_85`,
    `_86`,
    `_87`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_112` OR `_74` AS `_113`,
    `_114` OR `_112` AS `_115`,
    NOT (
      `_56` OR `_102` OR `_106` OR `_112` OR NOT `_114`
    ) AS `_119`,
    `_56` OR `_102` OR `_106` OR `_74` OR `_107` OR `_111` AS `_184`,
    `_56` OR `_102` OR `_106` AS `_185`
  FROM stage_13
),
stage_15 AS (
  SELECT
    `_100`,
    `_101`,
    `_107`,
    `_11`,
    `_111`,
    `_113`,
    `_115`,
    `_119`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_184`,
    `_186`,
    `_188`,
    `_191`,
    `_192`,
    `_54`,
    `_57`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_87`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    NOT (
      `_56`
      OR `_102`
      OR `_106`
      OR `_74`
      OR `_107`
      OR `_111`
      OR (
        `_113` AND `_115` AND `_75` AND `_93`
      )
      OR NOT (
        `_58` AND `_87` AND `_75` AND `_93`
      )
    ) AS `_116`,
    CASE
      WHEN (
        `_58` AND `_87` AND `_185`
      )
      OR (
        `_58` AND `_87` AND `_56` AND `_58` AND `_87`
      )
      OR (
        `_185` AND `_56` AND `_58` AND `_87`
      )
      THEN `_186` | CASE
        WHEN `_87` AND `_104` AND `_105`
        THEN CASE
          WHEN `_86` AND `_38` AND `_104`
          THEN CASE
            WHEN `_86` AND `_103`
            THEN CASE WHEN `_85` THEN CASE WHEN `_85` THEN `_181` ELSE 0 END ELSE 0 END
            ELSE 0
          END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS `_187`
  FROM stage_14
),
stage_16 AS (
  SELECT
    `_100`,
    `_107`,
    `_11`,
    `_111`,
    `_113`,
    `_115`,
    `_12`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_184`,
    `_186`,
    `_187`,
    `_188`,
    `_191`,
    `_192`,
    `_54`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_87`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `_99`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    NOT (
      `_101` OR `_116`
    ) AS `_117`,
    NOT (
      `_101` OR `_116` OR `_119`
    ) AS `_120`,
    NOT (
      `_101` OR `_116` OR `_119` OR `_57`
    ) AS `_122`
  FROM stage_15
),
stage_17 AS (
  SELECT
    `_100`,
    `_107`,
    `_11`,
    `_111`,
    `_113`,
    `_115`,
    `_12`,
    `_122`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_184`,
    `_186`,
    `_187`,
    `_188`,
    `_191`,
    `_192`,
    `_58`,
    `_67`,
    `_74`,
    `_75`,
    `_87`,
    `_93`,
    `_95`,
    `_96`,
    `_97`,
    `_98`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_58` AND `_87` AND `_117` AS `_118`,
    `_58` AND `_120` AS `_121`,
    (
      `_98` AND `_54`
    )
    OR (
      `_58` AND `_87` AND `_75` AND `_93` AND `_99` AND `stage` <> 'sql'
    )
    OR (
      `_58` AND `_87` AND `_117` AND `stage` <> 'mql'
    )
    OR (
      `_58` AND `_120` AND `stage` <> 'prospect'
    )
    OR (
      `_122` AND `stage` <> 'suspect'
    ) AS `_170`
  FROM stage_16
),
stage_18 AS (
  SELECT
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_121`,
    `_122`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_170`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_188`,
    `_191`,
    `_192`,
    `_74`,
    `_75`,
    `_93`,
    `_97`,
    `_98`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_100` OR `_118` OR `_121` OR `_122` AS `_123`,
    `_100` OR `_118` AS `_128`,
    CASE
      WHEN `_170`
      THEN (
        (
          CASE
            WHEN `_98`
            THEN CASE
              WHEN (
                `_98` AND `_95` AND `reachable`
              )
              OR (
                `_98` AND `_67` AND `_96` AND `reachable`
              )
              OR (
                `_95` AND `reachable` AND `_67` AND `_96` AND `reachable`
              )
              THEN `_183`
              ELSE 0
            END
            ELSE 0
          END | CASE
            WHEN `_100`
            THEN CASE
              WHEN (
                `_58` AND `_87` AND `_75` AND `_93` AND `_184`
              )
              OR (
                `_58` AND `_87` AND `_75` AND `_93` AND `_113` AND `_115` AND `_75` AND `_93`
              )
              OR (
                `_184` AND `_113` AND `_115` AND `_75` AND `_93`
              )
              THEN (
                `_187` | `_178`
              ) | `_188`
              ELSE 0
            END
            ELSE 0
          END
        ) | CASE WHEN `_118` THEN `_187` ELSE 0 END
      ) | CASE WHEN `_121` THEN `_186` ELSE 0 END
      ELSE 0
    END AS `_189`,
    `email` IS NULL
    OR `_97`
    OR `disqualified__no_u20_way_u20_to_u20_contact`
    OR `_121`
    OR `_122` AS `_193`
  FROM stage_17
),
stage_19 AS (
  SELECT
    `_107`,
    `_11`,
    `_111`,
    `_12`,
    `_121`,
    `_122`,
    `_123`,
    `_128`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_170`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_188`,
    `_189`,
    `_191`,
    `_192`,
    `_193`,
    `_74`,
    `_75`,
    `_93`,
    `_97`,
    `_98`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `email`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_123` AND `reachable` AS `_124`,
    `_123` AND `_75` AND `_93` AS `_126`,
    `_123` AND `_128` AS `_129`,
    CASE WHEN `_98` AND `_123` THEN `_189` ELSE 0 END AS `_190`
  FROM stage_18
),
stage_20 AS (
  SELECT
    `_11`,
    `_12`,
    `_123`,
    `_124`,
    `_126`,
    `_128`,
    `_129`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_141`,
    `_142`,
    `_147`,
    `_149`,
    `_15`,
    `_150`,
    `_153`,
    `_154`,
    `_155`,
    `_156`,
    `_157`,
    `_160`,
    `_161`,
    `_163`,
    `_165`,
    `_166`,
    `_167`,
    `_169`,
    `_170`,
    `_172`,
    `_175`,
    `_176`,
    `_178`,
    `_181`,
    `_182`,
    `_183`,
    `_188`,
    `_189`,
    `_190`,
    `_191`,
    `_192`,
    `_193`,
    `_74`,
    `_75`,
    `_93`,
    `_98`,
    `company__employees`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `reachable`,
    `route`,
    `source`,
    `stage`,
    `temperature`,
    `_123`
    AND `reachable`
    AND (
      `email` IS NULL
      OR `_97`
      OR `disqualified__no_u20_way_u20_to_u20_contact`
      OR NOT `_124`
    ) AS `_171`,
    `_123`
    AND `_75`
    AND `_93`
    AND (
      `email` IS NULL
      OR `_97`
      OR `disqualified__no_u20_way_u20_to_u20_contact`
      OR `_74`
      OR `_107`
      OR `_111`
      OR (
        `_74` AND `_75` AND `_93` AND `_123` AND `_172`
      )
      OR NOT `_126`
    ) AS `_173`,
    `_123`
    AND `_128`
    AND (
      `email` IS NULL
      OR `_97`
      OR `disqualified__no_u20_way_u20_to_u20_contact`
      OR `_121`
      OR `_122`
      OR NOT `_129`
    ) AS `_174`
  FROM stage_19
),
stage_21 AS (
  SELECT
    `_11`,
    `_12`,
    `_124`,
    `_126`,
    `_129`,
    `_13`,
    `_138`,
    `_14`,
    `_140`,
    `_15`,
    `_160`,
    `_167`,
    `_169`,
    `_170`,
    `_171`,
    `_173`,
    `_174`,
    `_74`,
    `country`,
    `disqualified__competitor`,
    `disqualified__no_u20_way_u20_to_u20_contact`,
    `engagement`,
    `fit`,
    `flags__hand_u2d_raise_u20_without_u20_phone`,
    `industry`,
    `job_title`,
    `lead__agreed`,
    `lead__marketing`,
    `lead__sales`,
    `leadspec__id`,
    `route`,
    `stage`,
    `temperature`,
    (
      (
        (
          (
            (
              (
                (
                  `_178` | `_181`
                ) | CASE
                  WHEN `_160`
                  THEN CASE
                    WHEN `_157`
                    THEN CASE
                      WHEN (
                        `_141` AND `_150` AND `_182`
                      )
                      OR (
                        `_141` AND `_150` AND `_155` AND `_141` AND `_156`
                      )
                      OR (
                        `_182` AND `_155` AND `_141` AND `_156`
                      )
                      THEN CASE WHEN `source` IS NULL THEN 16 ELSE 0 END | CASE
                        WHEN (
                          `_153` AND `_150`
                        ) OR (
                          `_153` AND `_154`
                        ) OR (
                          `_150` AND `_154`
                        )
                        THEN CASE WHEN `_149` THEN CASE WHEN `_147` THEN `_142` ELSE 0 END ELSE 0 END
                        ELSE 0
                      END
                      ELSE 0
                    END
                    ELSE 0
                  END
                  ELSE 0
                END
              ) | CASE
                WHEN `_167`
                THEN CASE
                  WHEN `_163` AND NOT (
                    `company__employees` IS NULL
                  )
                  THEN CASE WHEN `_161` THEN `_176` | `_175` ELSE 0 END
                  ELSE 0
                END | CASE WHEN `_165` AND `_166` THEN `_176` ELSE 0 END
                ELSE 0
              END
            ) | CASE WHEN `_169` THEN `_183` ELSE 0 END
          ) | `_189`
        ) | CASE
          WHEN `_171`
          THEN CASE WHEN `_123` AND `reachable` AND `_98` THEN `_190` ELSE 0 END
          ELSE 0
        END
      ) | CASE
        WHEN `_173`
        THEN CASE
          WHEN (
            `_123` AND `_75` AND `_93` AND `_191`
          )
          OR (
            `_123` AND `_75` AND `_93` AND `_74` AND `_75` AND `_93` AND `_123` AND `_172`
          )
          OR (
            `_191` AND `_74` AND `_75` AND `_93` AND `_123` AND `_172`
          )
          THEN `_190` | CASE
            WHEN (
              `_75` AND `_93` AND `_192`
            )
            OR (
              `_75` AND `_93` AND `_74` AND `_75` AND `_93`
            )
            OR (
              `_192` AND `_74` AND `_75` AND `_93`
            )
            THEN `_178` | `_188`
            ELSE 0
          END
          ELSE 0
        END
        ELSE 0
      END
    ) | CASE
      WHEN `_174`
      THEN CASE
        WHEN `_123` AND `_128` AND `_193`
        THEN `_190` | CASE WHEN `_128` AND `_193` THEN `_189` ELSE 0 END
        ELSE 0
      END
      ELSE 0
    END AS `_194`
  FROM stage_20
)
SELECT
  `leadspec__id` AS `id`,
  `stage` AS `stage`,
  CASE WHEN `lead__marketing` THEN TRUE WHEN `_124` THEN NULL ELSE FALSE END AS `lead__marketing`,
  CASE WHEN `lead__sales` THEN TRUE WHEN `_126` THEN NULL ELSE FALSE END AS `lead__sales`,
  CASE WHEN `lead__agreed` THEN TRUE WHEN `_129` THEN NULL ELSE FALSE END AS `lead__agreed`,
  CAST(`fit` AS NUMERIC) * CAST('0.01' AS NUMERIC) AS `scores__fit`,
  CAST(`engagement` AS NUMERIC) * CAST('0.01' AS NUMERIC) AS `scores__engagement`,
  `temperature` AS `labels__temperature`,
  `route` AS `tables__route`,
  CAST(CASE
    WHEN `_11` = 0
    THEN 0
    WHEN `_11` = 1
    THEN 25
    WHEN `_11` = 2
    THEN 50
    WHEN `_11` = 3
    THEN 75
    ELSE 100
  END AS NUMERIC) * CAST('0.01' AS NUMERIC) AS `personas__ideal_customer__match`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN `_12` THEN 'company.employees between 50 and 1000' END,
      CASE WHEN `_13` THEN 'country in dach' END,
      CASE WHEN `_14` THEN 'industry is one of machinery, chemicals' END,
      CASE
        WHEN `_15`
        THEN 'job_title contains any word of "head", "director", "Leiter"'
      END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `personas__ideal_customer__misses`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN `_138` THEN 'company.employees between 50 and 1000' END,
      CASE WHEN `country` IS NULL THEN 'country in dach' END,
      CASE WHEN `industry` IS NULL THEN 'industry is one of machinery, chemicals' END,
      CASE
        WHEN `job_title` IS NULL
        THEN 'job_title contains any word of "head", "director", "Leiter"'
      END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `personas__ideal_customer__open`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN `disqualified__competitor` THEN 'competitor' END,
      CASE
        WHEN `disqualified__no_u20_way_u20_to_u20_contact`
        THEN 'no way to contact'
      END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `disqualified`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE
        WHEN `flags__hand_u2d_raise_u20_without_u20_phone`
        THEN 'hand-raise without phone'
      END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `flags`,
  ARRAY(
    SELECT
      text
    FROM UNNEST([
      CASE WHEN `_74` THEN 'personas.ideal_customer' END,
      CASE WHEN `_140` THEN 'scores.fit' END,
      CASE WHEN `_160` THEN 'labels.temperature' END,
      CASE WHEN `_167` THEN 'tables.route' END,
      CASE WHEN `_169` THEN 'disqualified.competitor' END,
      CASE WHEN `_170` THEN 'stage' END,
      CASE WHEN `_171` THEN 'lead.marketing' END,
      CASE WHEN `_173` THEN 'lead.sales' END,
      CASE WHEN `_174` THEN 'lead.agreed' END
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
        `_194` & 1
      ) <> 0 THEN 'created_at' END,
      CASE WHEN (
        `_194` & 2
      ) <> 0 THEN 'email' END,
      CASE WHEN (
        `_194` & 4
      ) <> 0 THEN 'phone' END,
      CASE WHEN (
        `_194` & 8
      ) <> 0 THEN 'social_handle' END,
      CASE WHEN (
        `_194` & 16
      ) <> 0 THEN 'source' END,
      CASE WHEN (
        `_194` & 32
      ) <> 0 THEN 'country' END,
      CASE WHEN (
        `_194` & 64
      ) <> 0 THEN 'role' END,
      CASE WHEN (
        `_194` & 128
      ) <> 0 THEN 'company.employees' END,
      CASE WHEN (
        `_194` & 256
      ) <> 0 THEN 'industry' END,
      CASE WHEN (
        `_194` & 512
      ) <> 0 THEN 'job_title' END,
      CASE WHEN (
        `_194` & 1024
      ) <> 0 THEN 'activities.page' END
    ]) AS text WITH OFFSET AS place
    WHERE
      NOT text IS NULL
    ORDER BY
      place
  ) AS `missing`
FROM stage_21
