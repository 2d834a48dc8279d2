-- Policy: Small
-- Meaning: sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d
-- Language: 1
-- Dialect: snowflake; text only, not run: no test holds its answers to those of the reference interpreter.
-- Reads `leads`, as `leadspec clean` writes it, its names in double quotes as they are spelled there.
-- `activities` is an ARRAY of objects; of what stands in them no type is checked.
-- Reads one row of params: meaning, as_of, today, today_cal, today_minus_30_days.
CREATE OR REPLACE TEMPORARY FUNCTION leadspec_folded(given VARCHAR) RETURNS VARCHAR AS $$
  IFF(TRANSLATE(given, '\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u030a\u030c\u030f\u0311\u0313\u0323\u0328\u0330\u0331\u0342\u0345', '') = given, TRANSLATE(TRIM(given, '\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫςϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾἈἉἊἋἌἍἎἏἘἙἚἛἜἝἨἩἪἫἬἭἮἯἸἹἺἻἼἽἾἿὈὉὊὋὌὍὙὛὝὟὨὩὪὫὬὭὮὯᾈᾉᾊᾋᾌᾍᾎᾏᾘᾙᾚᾛᾜᾝᾞᾟᾨᾩᾪᾫᾬᾭᾮᾯᾸᾹᾺΆᾼῈΈῊΉῌῘῙῚΊῨῩῪΎῬῸΌῺΏῼΩKÅℲⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯↃⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡', 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįiĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿἀἁἂἃἄἅἆἇἐἑἒἓἔἕἠἡἢἣἤἥἦἧἰἱἲἳἴἵἶἷὀὁὂὃὄὅὑὓὕὗὠὡὢὣὤὥὦὧᾀᾁᾂᾃᾄᾅᾆᾇᾐᾑᾒᾓᾔᾕᾖᾗᾠᾡᾢᾣᾤᾥᾦᾧᾰᾱὰάᾳὲέὴήῃῐῑὶίῠῡὺύῥὸόὼώῳωkåⅎⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿↄⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃'), TO_VARCHAR(TO_NUMBER('a text holds a letter under a mark that Snowflake cannot normalise')))
$$;
CREATE OR REPLACE TEMPORARY FUNCTION leadspec_words(given VARCHAR) RETURNS VARCHAR AS $$
  ' ' || TRANSLATE(given, '\u0009\u000a\u000b\u000c\u000d\u0020\u0021\u0022\u0023\u0024\u0025\u0026\u0027\u0028\u0029\u002a\u002b\u002c\u002d\u002e\u002f\u003a\u003b\u003c\u003d\u003e\u003f\u0040\u005b\u005c\u005d\u005e\u005f\u0060\u007b\u007c\u007d\u007e\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00a0\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00ab\u00ac\u00ad\u00ae\u00af\u00b0\u00b1\u00b2\u00b3\u00b4\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00bf\u00d7\u00f7\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2010\u2011\u2012\u2013\u2014\u2015\u2016\u2017\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2020\u2021\u2022\u2023\u2024\u2025\u2026\u2027\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u2030\u2031\u2032\u2033\u2034\u2035\u2036\u2037\u2038\u2039\u203a\u203b\u203c\u203d\u203e\u203f\u2040\u2041\u2042\u2043\u2044\u2045\u2046\u2047\u2048\u2049\u204a\u204b\u204c\u204d\u204e\u204f\u2050\u2051\u2052\u2053\u2054\u2055\u2056\u2057\u2058\u2059\u205a\u205b\u205c\u205d\u205e\u205f\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3000\u3001\u3002\u3003\u3004\u3005\u3006\u3007\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3012\u3013\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\u301c\u301d\u301e\u301f\u3020\u3021\u3022\u3023\u3024\u3025\u3026\u3027\u3028\u3029\u302a\u302b\u302c\u302d\u302e\u302f\u3030\u3031\u3032\u3033\u3034\u3035\u3036\u3037\u3038\u3039\u303a\u303b\u303c\u303d\u303e\u303f\ufeff\uff01\uff02\uff03\uff04\uff05\uff06\uff07\uff08\uff09\uff0a\uff0b\uff0c\uff0d\uff0e\uff0f\uff1a\uff1b\uff1c\uff1d\uff1e\uff1f\uff20\uff3b\uff3c\uff3d\uff3e\uff3f\uff40\uff5b\uff5c\uff5d\uff5e\uff5f\uff60\uff61\uff62\uff63\uff64\uff65', '                                                                                                                                                                                                                                                                                                                              ') || ' '
$$;
WITH params_row AS (
  SELECT
    CASE
      WHEN count(*) = 1 AND min(meaning) = 'sha256:f5a232891ab532dd1238c9f5815f008c67c6b8f6022e3080582dd4cb1e6d746d'
      AND count(as_of) = 1
      AND count(today) = 1
      AND count(today_cal) = 1
      AND count(today_minus_30_days) = 1
      THEN 1
      ELSE TO_NUMBER('params has to hold the one row that leadspec compile --params makes for this policy')
    END AS checked,
    CAST(min(as_of) AS NUMBER(38, 0)) AS "as_of",
    CAST(min(today) AS NUMBER(38, 0)) AS "today",
    CAST(min(today_cal) AS NUMBER(38, 0)) AS "today_cal",
    CAST(min(today_minus_30_days) AS NUMBER(38, 0)) AS "today_minus_30_days"
  FROM params
),
facts AS (
  SELECT
    "leadspec.id" AS "leadspec.id",
    TRANSFORM(
      FILTER(
        "activities",
        a -> DATE_PART(EPOCH_MICROSECOND, CAST(GET(a, 'at') AS TIMESTAMP_TZ)) <= params_row."as_of"
      ),
      a -> OBJECT_CONSTRUCT(
        'day',
        DATEDIFF(DAY, CAST('1970-01-01' AS DATE), CAST(GET(a, 'leadspec.day') AS DATE)),
        'type',
        CAST(GET(a, 'type') AS VARCHAR)
      )
    ) AS "events",
    "job_title" AS "job_title",
    CAST("company.employees" * 1000000 AS NUMBER(38, 0)) AS "company.employees",
    params_row."today_minus_30_days" AS "params.today_minus_30_days"
  FROM leads
  CROSS JOIN params_row
  WHERE
    params_row.checked = 1
    AND CASE WHEN STARTSWITH(SYSTEM$TYPEOF("leadspec.id"), 'VARCHAR') THEN 1 ELSE TO_NUMBER('the column leadspec.id of leads is not of the type that leadspec clean gives it') END = 1
    AND CASE WHEN STARTSWITH(SYSTEM$TYPEOF("job_title"), 'VARCHAR') THEN 1 ELSE TO_NUMBER('the column job_title of leads is not of the type that leadspec clean gives it') END = 1
    AND CASE WHEN STARTSWITH(SYSTEM$TYPEOF("company.employees"), 'NUMBER(18,6)') OR STARTSWITH(SYSTEM$TYPEOF("company.employees"), 'NUMBER(38,0)') THEN 1 ELSE TO_NUMBER('the column company.employees of leads is not of the type that leadspec clean gives it') END = 1
    AND CASE WHEN STARTSWITH(SYSTEM$TYPEOF("activities"), 'ARRAY') THEN 1 ELSE TO_NUMBER('the column activities of leads is not of the type that leadspec clean gives it') END = 1
),
stage_1 AS (
  SELECT
    "company.employees",
    "job_title",
    "leadspec.id",
    leadspec_folded("job_title") AS "_1",
    CASE WHEN "company.employees" >= 50000000 THEN 500 ELSE 0 END AS "_4",
    FILTER(
      "events",
      e -> CAST(GET(e, 'type') AS VARCHAR) = 'demo'
      AND CAST(GET(e, 'day') AS NUMBER(38, 0)) > "params.today_minus_30_days"
    ) AS "_5",
    "company.employees" IS NULL OR COALESCE("company.employees" >= 50000000, FALSE) AS "_16"
  FROM facts
),
stage_2 AS (
  SELECT
    "_16",
    "_4",
    "_5",
    "company.employees",
    "job_title",
    "leadspec.id",
    CONTAINS(leadspec_words("_1"), ' head ') AS "_2",
    ARRAY_SIZE("_5") AS "_6",
    CASE WHEN "company.employees" >= 50000000 THEN 500 WHEN "_16" THEN 500 ELSE 0 END AS "_17"
  FROM stage_1
),
stage_3 AS (
  SELECT
    "_16",
    "_17",
    "_2",
    "_4",
    "company.employees",
    "job_title",
    "leadspec.id",
    CASE WHEN "_2" THEN 1000 ELSE 0 END AS "_3",
    ARRAY_SIZE(
      TRANSFORM(
        FILTER(
          ARRAY_GENERATE_RANGE(1, ARRAY_SIZE("_5") + 1),
          i -> NOT (
            (
              CAST(i AS NUMBER(38, 0)) + 1
            ) <= "_6"
            AND COALESCE(
              CAST(GET(CAST(GET("_5", (
                CAST(i AS NUMBER(38, 0)) + 1
              ) - 1) AS OBJECT), 'day') AS NUMBER(38, 0)) = CAST(GET(GET("_5", CAST(i AS NUMBER(38, 0)) - 1), 'day') AS NUMBER(38, 0)),
              FALSE
            )
          )
        ),
        i -> GET("_5", CAST(i AS NUMBER(38, 0)) - 1)
      )
    ) * 200 AS "_7",
    "job_title" IS NULL OR COALESCE("_2", FALSE) AS "_14"
  FROM stage_2
),
stage_4 AS (
  SELECT
    "_14",
    "_16",
    "_17",
    "_3",
    "_4",
    "company.employees",
    "job_title",
    "leadspec.id",
    CASE WHEN "_7" <= 1000 THEN "_7" ELSE 1000 END AS "_8",
    CASE WHEN "_2" THEN 1000 WHEN "_14" THEN 1000 ELSE 0 END AS "_15"
  FROM stage_3
),
stage_5 AS (
  SELECT
    "_14",
    "_15",
    "_16",
    "_17",
    "_3",
    "_4",
    "company.employees",
    "job_title",
    "leadspec.id",
    (
      "_3" + "_4"
    ) + "_8" AS "fit",
    (
      "_15" + "_17"
    ) + "_8" AS "fit high"
  FROM stage_4
),
stage_6 AS (
  SELECT
    "_14",
    "_15",
    "_16",
    "_17",
    "_3",
    "_4",
    "company.employees",
    "fit",
    "job_title",
    "leadspec.id",
    "fit" * 10000 AS "_10",
    "fit high" * 10000 AS "_19",
    "fit" <> "fit high" AS "_23"
  FROM stage_5
),
stage_7 AS (
  SELECT
    "_10",
    "_19",
    "_23",
    "fit",
    "leadspec.id",
    "_10" >= 10000000 AS "mql",
    NOT (
      "_10" = "_19" AND "_10" = "_10"
    ) AS "_20",
    CASE
      WHEN "_23"
      THEN BITOR(
        CASE
          WHEN "_3" <> "_15"
          THEN CASE WHEN "_14" THEN CASE WHEN "job_title" IS NULL THEN 1 ELSE 0 END ELSE 0 END
          ELSE 0
        END,
        CASE
          WHEN "_4" <> "_17"
          THEN CASE
            WHEN "_16"
            THEN CASE WHEN "company.employees" IS NULL THEN 2 ELSE 0 END
            ELSE 0
          END
          ELSE 0
        END
      )
      ELSE 0
    END AS "_29"
  FROM stage_6
),
stage_8 AS (
  SELECT
    "_20",
    "_23",
    "_29",
    "fit",
    "leadspec.id",
    CASE WHEN "mql" THEN 'mql' ELSE 'raw' END AS "stage",
    CASE
      WHEN "_20"
      THEN CASE WHEN "_20" THEN "_19" ELSE "_10" END >= 10000000
      ELSE "mql"
    END AS "_21",
    CASE
      WHEN "_20"
      THEN CASE WHEN "_20" THEN "_10" ELSE "_10" END < 10000000
      ELSE "_10" < 10000000
    END AS "_24"
  FROM stage_7
),
stage_9 AS (
  SELECT
    "_20",
    "_21",
    "_23",
    "_24",
    "_29",
    "fit",
    "leadspec.id",
    "stage",
    "stage" = 'mql' AS "lead.marketing",
    NOT "_21" AS "_25"
  FROM stage_8
),
stage_10 AS (
  SELECT
    "_20",
    "_21",
    "_23",
    "_24",
    "_29",
    "fit",
    "leadspec.id",
    "stage",
    CASE WHEN "lead.marketing" THEN TRUE WHEN "_21" THEN NULL ELSE FALSE END AS "_22",
    "_24" OR "_25" AS "_26",
    "_21" AND (
      "_24" OR "_25" OR "_25"
    ) AS "_28"
  FROM stage_9
),
stage_11 AS (
  SELECT
    "_20",
    "_21",
    "_22",
    "_23",
    "_24",
    "_26",
    "_28",
    "_29",
    "fit",
    "leadspec.id",
    "stage",
    (
      "_21" AND "stage" <> 'mql'
    ) OR (
      "_26" AND "stage" <> 'raw'
    ) AS "_27"
  FROM stage_10
),
stage_12 AS (
  SELECT
    "_21",
    "_22",
    "_23",
    "_26",
    "_27",
    "_28",
    "_29",
    "fit",
    "leadspec.id",
    "stage",
    CASE
      WHEN "_27"
      THEN CASE
        WHEN "_21"
        THEN CASE
          WHEN "_21" AND "_24"
          THEN CASE WHEN "_20" THEN CASE WHEN "_20" THEN "_29" ELSE 0 END ELSE 0 END
          ELSE 0
        END
        ELSE 0
      END
      ELSE 0
    END AS "_30"
  FROM stage_11
),
stage_13 AS (
  SELECT
    "_22",
    "_23",
    "_27",
    "_28",
    "_29",
    "_30",
    "fit",
    "leadspec.id",
    "stage",
    CASE WHEN "_28" THEN CASE WHEN "_21" AND "_26" THEN "_30" ELSE 0 END ELSE 0 END AS "_31"
  FROM stage_12
),
stage_14 AS (
  SELECT
    "_22",
    "_23",
    "_27",
    "_28",
    "fit",
    "leadspec.id",
    "stage",
    BITOR(BITOR(BITOR("_29", "_30"), "_31"), "_31") AS "_32"
  FROM stage_13
)
SELECT
  "leadspec.id" AS "id",
  "stage" AS "stage",
  "_22" AS "lead.marketing",
  "_22" AS "lead.agreed",
  CAST("fit" * 0.01 AS NUMBER(18, 2)) AS "scores.fit",
  ARRAY_CONSTRUCT_COMPACT() AS "disqualified",
  ARRAY_CONSTRUCT_COMPACT() AS "flags",
  ARRAY_CONSTRUCT_COMPACT(
    CASE WHEN "_23" THEN 'scores.fit' END,
    CASE WHEN "_27" THEN 'stage' END,
    CASE WHEN "_28" THEN 'lead.marketing' END,
    CASE WHEN "_28" THEN 'lead.agreed' END
  ) AS "undecided",
  ARRAY_CONSTRUCT_COMPACT(
    CASE WHEN BITAND("_32", 1) <> 0 THEN 'job_title' END,
    CASE WHEN BITAND("_32", 2) <> 0 THEN 'company.employees' END
  ) AS "missing"
FROM stage_14
