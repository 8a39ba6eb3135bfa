using System.Text;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Prompts that stand in an XMP packet. The packets are as the tools were seen to write them.</summary>
[TestFixture]
public sealed class XmpPacketTests
{
    private const string Job = "1338fb17-2986-466a-a23e-b8b3c25c8c82";

    private const string Start = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        """;

    private const string End = """
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """;

    /// <summary>https://github.com/cocktailpeanut/breadmachine/issues/2: a file of Draw Things as exiftool shows it.</summary>
    private const string DrawThings = $$"""
        {{Start}}
          <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:exif="http://ns.adobe.com/exif/1.0/">
           <dc:description>
            <rdf:Alt>
             <rdf:li xml:lang="x-default">a picture of a guitar (floating on a lake) [near the beach]&#xA;-ocean, (sunny), [sad], &lt;bad_prompt&gt;&#xA;Steps: 10, Sampler: DDIM, Guidance Scale: 10.0, Seed: 1177739245, Size: 1152x768, Model: sd_v1.4_f16.ckpt</rdf:li>
            </rdf:Alt>
           </dc:description>
           <xmp:CreatorTool>Draw Things</xmp:CreatorTool>
           <exif:UserComment>
            <rdf:Alt>
             <rdf:li xml:lang="x-default">{"c":"a picture of a guitar (floating on a lake) [near the beach]","uc":"ocean, (sunny), [sad], &lt;bad_prompt&gt;","model":"sd_v1.4_f16.ckpt","sampler":"DDIM","scale":10,"seed":1177739245,"size":"1152x768","steps":10}</rdf:li>
            </rdf:Alt>
           </exif:UserComment>
          </rdf:Description>
        {{End}}
        """;

    /// <summary>Midjourney's own packet: the job and where the picture comes from, no prompt.</summary>
    private const string Midjourney = $"""
        {Start}
          <rdf:Description rdf:about=""
            xmlns:iptcExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
           iptcExt:DigImageGUID="{Job}"
           iptcExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
        {End}
        """;

    private static string Described(string description) =>
        $"""
            {Start}
              <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
               <dc:description><rdf:Alt>
                 <rdf:li xml:lang="x-default">{description}</rdf:li>
                 <rdf:li xml:lang="de">etwas anderes</rdf:li>
               </rdf:Alt></dc:description>
              </rdf:Description>
            {End}
            """;

    private static RecoveredPrompt? InPng(params (string Key, string Text)[] texts)
    {
        var found = new PictureTexts();
        foreach (var (key, text) in texts)
        {
            found.Add(key, text);
        }

        return MetadataReader.ReadPrompt(found);
    }

    private static RecoveredPrompt? InJpeg(string packet) =>
        MetadataReader.Read(new PictureTexts(), [], Encoding.UTF8.GetBytes(packet)).Prompt;

    [Test]
    public void Draw_Things_writes_its_settings_into_the_packet([Values] bool png)
    {
        var found = png ? InPng((XmpPacket.Key, DrawThings)) : InJpeg(DrawThings);

        Assert.That(found!.Generator, Is.EqualTo(PromptGenerator.DrawThings));
        Assert.That(found.Prompt, Is.EqualTo("a picture of a guitar (floating on a lake) [near the beach]"));
        Assert.That(found.Negative, Is.EqualTo("ocean, (sunny), [sad], <bad_prompt>"));
        Assert.That(found.Exact);
        Assert.That(found.Parameters, Does.Contain(new PromptParameter("seed", "1177739245")));
    }

    [Test]
    public void Midjourneys_prompt_stands_beside_its_packet_or_was_carried_into_it()
    {
        const string text = "a fox & a hen --ar 3:2 --v 7 Job ID: " + Job;
        const string escaped = "a fox &amp; a hen --ar 3:2 --v 7 Job ID: " + Job;
        var beside = InPng(("Description", text), (XmpPacket.Key, Midjourney));
        var carried = InJpeg(Described(escaped));

        Assert.That(InJpeg(Midjourney), Is.Null);
        Assert.That(
            new[] { beside, carried }.Select(found => (found?.Generator, found?.Prompt)),
            Has.All.EqualTo(((PromptGenerator?)PromptGenerator.Midjourney, "a fox & a hen --ar 3:2 --v 7"))
        );
    }

    /// <summary>JPEG's APP1 and WebP's chunk, as libvips writes and reads them.</summary>
    [TestCase(".jpg")]
    [TestCase(".webp")]
    public void The_packet_comes_out_of_the_file(string suffix)
    {
        Vips.EnsureConfigured();
        using var black = NetVips.Image.Black(16, 16);
        using var marked = black.Mutate(image =>
            image.Set(NetVips.GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(DrawThings))
        );
        using var file = NetVips.Image.NewFromBuffer(marked.WriteToBuffer(suffix));

        var found = MetadataReader.Read(new PictureTexts(), [], (byte[])file.Get("xmp-data"));

        Assert.That(found.Prompt!.Negative, Is.EqualTo("ocean, (sunny), [sad], <bad_prompt>"));
    }

    /// <summary>https://github.com/lllyasviel/stable-diffusion-webui-forge/issues/2612: a WebP with it in the description.</summary>
    [Test]
    public void An_infotext_in_the_description_is_one()
    {
        var found = InJpeg(
            Described(
                "a cat, (soft:1.2)&#xA;Negative prompt: ugly&#xA;Steps: 20, Sampler: Euler a, Seed: 5, Size: 512x512"
            )
        );

        Assert.That((found!.Prompt, found.Negative), Is.EqualTo(("a cat, (soft:1.2)", "ugly")));
    }

    [TestCase("Our holidays at the lake, 2019")]
    [TestCase("Made with Google AI")]
    [TestCase("a guitar&#xA;-ocean&#xA;Steps: 10, Sampler: DDIM, Seed: 1, Size: 8x8")]
    public void What_somebody_says_of_a_picture_is_no_prompt(string description) =>
        Assert.That(InJpeg(Described(description)), Is.Null);

    /// <summary>Entities that grow, entities that fetch, no end, no XML, another encoding.</summary>
    [TestCase("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>")]
    [TestCase("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>")]
    [TestCase("<x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:description>Job ID:")]
    [TestCase("<x><y></x>")]
    [TestCase("\0\0<x/>")]
    [TestCase("")]
    public void A_broken_packet_is_none(string packet) => Assert.That(InJpeg(packet), Is.Null);

    [Test]
    public void What_stands_before_a_break_counts() =>
        Assert.That(InJpeg(DrawThings[..^20])!.Prompt, Does.StartWith("a picture of a guitar"));

    [Test]
    public void The_pictures_own_texts_come_first() =>
        Assert.That(
            InPng(
                (XmpPacket.Key, DrawThings),
                ("parameters", "a cat\nSteps: 20, Seed: 5, Size: 8x8"),
                ("UserComment", "x")
            )!.Prompt,
            Is.EqualTo("a cat")
        );
}
