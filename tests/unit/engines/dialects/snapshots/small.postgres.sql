-- Policy: Small
-- Meaning: sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d
-- Language: 1
-- Dialect: postgres; the tests hold its answers to those of the reference interpreter.
-- Reads what `leadspec clean` writes, in tables that have the columns named below at least.
-- Reads one row of params: meaning, as_of, today, today_cal, today_minus_30_days.
--   CREATE TABLE leads (
--     "leadspec.id" text PRIMARY KEY,
--     job_title text,
--     "company.employees" numeric(18,6)
--   );
--   CREATE TABLE events (
--     "leadspec.id" text NOT NULL REFERENCES leads,
--     "leadspec.position" integer NOT NULL,
--     type text NOT NULL,
--     "at" timestamp with time zone NOT NULL,
--     "leadspec.day" date,
--     PRIMARY KEY ("leadspec.id", "leadspec.position")
--   );
WITH params_row AS MATERIALIZED (
  SELECT
    CASE
      WHEN count(*) = 1 AND min(meaning) = 'sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d'
      AND count(as_of) = 1
      AND count(today) = 1
      AND count(today_cal) = 1
      AND count(today_minus_30_days) = 1
      THEN 1
      ELSE CAST('params has to hold the one row that leadspec compile --params makes for this policy' || left(CAST(COUNT(*) AS text), 0) AS integer)
    END AS checked,
    CAST(min(as_of) AS bigint) AS as_of,
    CAST(min(today) AS bigint) AS today,
    CAST(min(today_cal) AS bigint) AS today_cal,
    CAST(min(today_minus_30_days) AS bigint) AS today_minus_30_days
  FROM params
),
contract AS MATERIALIZED (
  SELECT
    CASE
      WHEN current_setting('server_version_num')::integer < 150000
        OR current_setting('server_encoding') <> 'UTF8'
        OR current_setting('standard_conforming_strings') <> 'on' THEN CAST('the server has to be PostgreSQL 15 or later, with UTF-8' || left(CAST(COUNT(*) AS text), 0) AS integer)
      WHEN count(*) > 0 THEN CAST('the column ' || min(wanted.relation || '.' || wanted.name) || ' is not of the type that the table contract gives it' AS integer)
      ELSE 1
    END AS checked
  FROM (VALUES
    ('leads', 'leadspec.id', 'text'),
    ('leads', 'job_title', 'text'),
    ('leads', 'company.employees', 'numeric(18,6) or bigint'),
    ('events', 'leadspec.id', 'text'),
    ('events', 'leadspec.position', 'integer'),
    ('events', 'type', 'text'),
    ('events', 'at', 'timestamp with time zone'),
    ('events', 'leadspec.day', 'date')
  ) AS wanted(relation, name, types)
  WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = to_regclass(wanted.relation)
      AND a.attname = wanted.name
      AND a.attcollation IN (0, CAST('pg_catalog."default"' AS regcollation))
      AND format_type(a.atttypid, a.atttypmod) = ANY (string_to_array(wanted.types, ' or '))
  )
),
letters AS MATERIALIZED (
  SELECT
    'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫςϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺΆᾼῈΈῊΉῌῘῙῚΊῨῩῪΎῬῸΌῺΏῼΩKÅℲⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡' AS capitals,
    'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįiĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰάᾳὲέὴήῃῐῑὶίῠῡὺύῥὸόὼώῳωkåⅎⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃' AS small,
    E'\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff' AS spaces
),
facts AS MATERIALIZED (
  SELECT
    "leadspec.id" AS "leadspec.id",
    (
      SELECT
        COALESCE(
          jsonb_agg(
            jsonb_build_object('day', CAST(a."leadspec.day" - CAST('1970-01-01' AS date) AS bigint), 'type', a.type) ORDER BY a."leadspec.position" + 1
          ),
          CAST('[]' AS jsonb)
        )
      FROM events AS a
      WHERE
        a."leadspec.id" = leads."leadspec.id"
        AND CAST(extract(epoch FROM a."at") * 1000000 AS bigint) <= params_row.as_of
    ) AS events,
    job_title AS job_title,
    CAST("company.employees" * 1000000 AS bigint) AS "company.employees",
    params_row.today_minus_30_days AS "params.today_minus_30_days"
  FROM leads
  CROSS JOIN params_row
  CROSS JOIN contract
  WHERE
    params_row.checked = 1 AND contract.checked = 1
),
stage_1 AS MATERIALIZED (
  SELECT
    "company.employees",
    job_title,
    "leadspec.id",
    CASE
      WHEN octet_length(job_title) = char_length(job_title)
      THEN translate(
        btrim(job_title, (SELECT spaces FROM letters)),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        'abcdefghijklmnopqrstuvwxyz'
      )
      ELSE normalize(
        translate(
          btrim(job_title, (SELECT spaces FROM letters)),
          (SELECT capitals FROM letters),
          (SELECT small FROM letters)
        ),
        NFC
      )
    END AS _1,
    CASE WHEN "company.employees" >= 50000000 THEN 500 ELSE 0 END AS _4,
    (
      SELECT
        COALESCE(jsonb_agg(e.item ORDER BY e.place), CAST('[]' AS jsonb))
      FROM jsonb_array_elements(events) WITH ORDINALITY AS e(item, place)
      WHERE
        (e.item ->> 'type') = 'demo'
        AND CAST((e.item ->> 'day') AS bigint) > facts."params.today_minus_30_days"
    ) AS _5,
    "company.employees" IS NULL OR COALESCE("company.employees" >= 50000000, FALSE) AS _16
  FROM facts
),
stage_2 AS MATERIALIZED (
  SELECT
    _16,
    _4,
    _5,
    "company.employees",
    job_title,
    "leadspec.id",
    (_1 ~ '(?:\A|[\U00000009-\U0000000d\U00000020-\U0000002f\U0000003a-\U00000040\U0000005b-\U00000060\U0000007b-\U0000007e\U00000080-\U000000a9\U000000ab-\U000000b4\U000000b6-\U000000b9\U000000bb-\U000000bf\U000000d7-\U000000d7\U000000f7-\U000000f7\U00001680-\U00001680\U00002000-\U0000206f\U00003000-\U0000303f\U0000feff-\U0000feff\U0000ff01-\U0000ff0f\U0000ff1a-\U0000ff20\U0000ff3b-\U0000ff40\U0000ff5b-\U0000ff65])(?:head)(?:[\U00000009-\U0000000d\U00000020-\U0000002f\U0000003a-\U00000040\U0000005b-\U00000060\U0000007b-\U0000007e\U00000080-\U000000a9\U000000ab-\U000000b4\U000000b6-\U000000b9\U000000bb-\U000000bf\U000000d7-\U000000d7\U000000f7-\U000000f7\U00001680-\U00001680\U00002000-\U0000206f\U00003000-\U0000303f\U0000feff-\U0000feff\U0000ff01-\U0000ff0f\U0000ff1a-\U0000ff20\U0000ff3b-\U0000ff40\U0000ff5b-\U0000ff65]|\Z)') AS _2,
    CAST(jsonb_array_length(_5) AS bigint) AS _6,
    CASE WHEN "company.employees" >= 50000000 THEN 500 WHEN _16 THEN 500 ELSE 0 END AS _17
  FROM stage_1
),
stage_3 AS MATERIALIZED (
  SELECT
    _16,
    _17,
    _2,
    _4,
    "company.employees",
    job_title,
    "leadspec.id",
    CASE WHEN _2 THEN 1000 ELSE 0 END AS _3,
    (
      SELECT
        COUNT(*)
      FROM jsonb_array_elements(_5) WITH ORDINALITY AS m(item, place)
      WHERE
        NOT (
          (
            m.place + 1
          ) <= stage_2._6
          AND COALESCE(
            CAST(((
              SELECT
                m2.item
              FROM jsonb_array_elements(stage_2._5) WITH ORDINALITY AS m2(item, place)
              WHERE
                m2.place = (
                  m.place + 1
                )
            ) ->> 'day') AS bigint) = CAST((m.item ->> 'day') AS bigint),
            FALSE
          )
        )
    ) * 200 AS _7,
    job_title IS NULL OR COALESCE(_2, FALSE) AS _14
  FROM stage_2
),
stage_4 AS MATERIALIZED (
  SELECT
    _14,
    _16,
    _17,
    _3,
    _4,
    "company.employees",
    job_title,
    "leadspec.id",
    CASE WHEN _7 <= 1000 THEN _7 ELSE 1000 END AS _8,
    CASE WHEN _2 THEN 1000 WHEN _14 THEN 1000 ELSE 0 END AS _15
  FROM stage_3
),
stage_5 AS MATERIALIZED (
  SELECT
    _14,
    _15,
    _16,
    _17,
    _3,
    _4,
    "company.employees",
    job_title,
    "leadspec.id",
    (
      _3 + _4
    ) + _8 AS fit,
    (
      _15 + _17
    ) + _8 AS "fit high"
  FROM stage_4
),
stage_6 AS MATERIALIZED (
  SELECT
    _14,
    _15,
    _16,
    _17,
    _3,
    _4,
    "company.employees",
    fit,
    job_title,
    "leadspec.id",
    fit * 10000 AS _10,
    "fit high" * 10000 AS _19,
    fit <> "fit high" AS _23
  FROM stage_5
),
stage_7 AS MATERIALIZED (
  SELECT
    _10,
    _19,
    _23,
    fit,
    "leadspec.id",
    _10 >= 10000000 AS mql,
    NOT (
      _10 = _19 AND _10 = _10
    ) AS _20,
    CASE
      WHEN _23
      THEN CASE
        WHEN _3 <> _15
        THEN CASE WHEN _14 THEN CASE WHEN job_title IS NULL THEN 1 ELSE 0 END ELSE 0 END
        ELSE 0
      END | CASE
        WHEN _4 <> _17
        THEN CASE
          WHEN _16
          THEN CASE WHEN "company.employees" IS NULL THEN 2 ELSE 0 END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS _29
  FROM stage_6
),
stage_8 AS MATERIALIZED (
  SELECT
    _20,
    _23,
    _29,
    fit,
    "leadspec.id",
    CASE WHEN mql THEN 'mql' ELSE 'raw' END AS stage,
    CASE WHEN _20 THEN CASE WHEN _20 THEN _19 ELSE _10 END >= 10000000 ELSE mql END AS _21,
    CASE
      WHEN _20
      THEN CASE WHEN _20 THEN _10 ELSE _10 END < 10000000
      ELSE _10 < 10000000
    END AS _24
  FROM stage_7
),
stage_9 AS MATERIALIZED (
  SELECT
    _20,
    _21,
    _23,
    _24,
    _29,
    fit,
    "leadspec.id",
    stage,
    stage = 'mql' AS "lead.marketing",
    NOT _21 AS _25
  FROM stage_8
),
stage_10 AS MATERIALIZED (
  SELECT
    _20,
    _21,
    _23,
    _24,
    _29,
    fit,
    "leadspec.id",
    stage,
    CASE WHEN "lead.marketing" THEN TRUE WHEN _21 THEN NULL ELSE FALSE END AS _22,
    _24 OR _25 AS _26,
    _21 AND (
      _24 OR _25 OR _25
    ) AS _28
  FROM stage_9
),
stage_11 AS MATERIALIZED (
  SELECT
    _20,
    _21,
    _22,
    _23,
    _24,
    _26,
    _28,
    _29,
    fit,
    "leadspec.id",
    stage,
    (
      _21 AND stage <> 'mql'
    ) OR (
      _26 AND stage <> 'raw'
    ) AS _27
  FROM stage_10
),
stage_12 AS MATERIALIZED (
  SELECT
    _21,
    _22,
    _23,
    _26,
    _27,
    _28,
    _29,
    fit,
    "leadspec.id",
    stage,
    CASE
      WHEN _27
      THEN CASE
        WHEN _21
        THEN CASE
          WHEN _21 AND _24
          THEN CASE WHEN _20 THEN CASE WHEN _20 THEN _29 ELSE 0 END ELSE 0 END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS _30
  FROM stage_11
),
stage_13 AS MATERIALIZED (
  SELECT
    _22,
    _23,
    _27,
    _28,
    _29,
    _30,
    fit,
    "leadspec.id",
    stage,
    CASE WHEN _28 THEN CASE WHEN _21 AND _26 THEN _30 ELSE 0 END ELSE 0 END AS _31
  FROM stage_12
),
stage_14 AS MATERIALIZED (
  SELECT
    _22,
    _23,
    _27,
    _28,
    fit,
    "leadspec.id",
    stage,
    (
      (
        _29 | _30
      ) | _31
    ) | _31 AS _32
  FROM stage_13
)
SELECT
  "leadspec.id" AS id,
  stage AS stage,
  _22 AS "lead.marketing",
  _22 AS "lead.agreed",
  CAST(fit * 0.01 AS numeric(18, 2)) AS "scores.fit",
  CAST(ARRAY[] AS text[]) AS disqualified,
  CAST(ARRAY[] AS text[]) AS flags,
  array_remove(
    CAST(ARRAY[
      CASE WHEN _23 THEN 'scores.fit' END,
      CASE WHEN _27 THEN 'stage' END,
      CASE WHEN _28 THEN 'lead.marketing' END,
      CASE WHEN _28 THEN 'lead.agreed' END
    ] AS text[]),
    NULL
  ) AS undecided,
  array_remove(
    CAST(ARRAY[
      CASE WHEN (
        _32 & 1
      ) <> 0 THEN 'job_title' END,
      CASE WHEN (
        _32 & 2
      ) <> 0 THEN 'company.employees' END
    ] AS text[]),
    NULL
  ) AS missing
FROM stage_14
