namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Files that hold only what the editor shows. The shapes are those of its published specification.</summary>
[TestFixture]
public sealed class ComfyWorkflowTests
{
    private const string Encoders = """
        {"id":6,"type":"CLIPTextEncode","mode":0,"inputs":[{"name":"clip","type":"CLIP","link":3}],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING","links":[4]}],"widgets_values":["a fox in snow"]},
        {"id":7,"type":"CLIPTextEncode","title":"Not this","mode":0,"inputs":[{"name":"clip","type":"CLIP","link":5}],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING","links":[6]}],"widgets_values":["blurry"]}
        """;
    private const string Sampler = """
        {"id":3,"type":"KSampler","mode":0,"inputs":[{"name":"model","type":"MODEL","link":1},{"name":"positive","type":"CONDITIONING","link":4},{"name":"negative","type":"CONDITIONING","link":6},{"name":"latent_image","type":"LATENT","link":2}],"widgets_values":[156680208700286,"randomize",20,8,"euler","normal",1]}
        """;
    private const string Links = """
        [3,4,1,6,0,"CLIP"],[5,4,1,7,0,"CLIP"],[4,6,0,3,1,"CONDITIONING"],[6,7,0,3,2,"CONDITIONING"]
        """;

    private static string Workflow(string nodes, string links, string more = "") =>
        $$"""{"last_node_id":9,"nodes":[{{nodes}}],"links":[{{links}}],"version":0.4{{more}}}""";

    private static RecoveredPrompt? Read(string workflow, string key = "workflow", string before = "")
    {
        var texts = new PictureTexts();
        texts.Add(key, before + workflow);
        return MetadataReader.ReadPrompt(texts);
    }

    [Test]
    public void Texts_and_settings_are_read_from_unnamed_widgets()
    {
        var found = Read(Workflow($"{Sampler},{Encoders}", Links));

        Assert.That((found?.Prompt, found?.Negative, found?.Exact), Is.EqualTo(("a fox in snow", "blurry", true)));
        Assert.That(found!.Parameters, Does.Contain(new PromptParameter("seed", "156680208700286")));
        Assert.That(found.Parameters, Does.Contain(new PromptParameter("sampler_name", "euler")));
    }

    [TestCase(PictureTexts.Make, "Workflow:")]
    [TestCase(PictureTexts.ImageDescription, "workflow:")]
    [TestCase(PictureTexts.UserComment, "")]
    public void They_are_read_from_exif_too(string key, string before) =>
        Assert.That(Read(Workflow($"{Sampler},{Encoders}", Links), key, before)?.Prompt, Is.EqualTo("a fox in snow"));

    [Test]
    public void Both_graphs_may_stand_in_one_object() =>
        Assert.That(
            Read("{\"workflow\":" + Workflow($"{Sampler},{Encoders}", Links) + "}", PictureTexts.UserComment)?.Prompt,
            Is.EqualTo("a fox in snow")
        );

    [Test]
    public void Reroutes_set_and_get_nodes_and_primitives_are_followed()
    {
        const string nodes = """
            {"id":20,"type":"PrimitiveNode","mode":0,"outputs":[{"name":"STRING","type":"STRING","links":[20]}],"widgets_values":["a fox in rain"]},
            {"id":6,"type":"CLIPTextEncode","mode":0,"inputs":[{"name":"clip","type":"CLIP","link":3},{"name":"text","type":"STRING","link":20,"widget":{"name":"text"}}],"widgets_values":["old text"]},
            {"id":21,"type":"SetNode","mode":0,"inputs":[{"name":"CONDITIONING","type":"CONDITIONING","link":21}],"widgets_values":["pos"]},
            {"id":22,"type":"GetNode","mode":0,"inputs":[],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING","links":[22]}],"widgets_values":["pos"]},
            {"id":23,"type":"Reroute","mode":0,"inputs":[{"name":"","type":"*","link":22}],"outputs":[{"name":"","type":"CONDITIONING","links":[4]}]}
            """;
        const string links = """
            [20,20,0,6,1,"STRING"],[21,6,0,21,0,"CONDITIONING"],[22,22,0,23,0,"*"],[4,23,0,3,1,"CONDITIONING"]
            """;

        var found = Read(Workflow($"{Sampler},{nodes}", links));

        Assert.That((found?.Prompt, found?.Negative, found?.Exact), Is.EqualTo(("a fox in rain", "", true)));
    }

    [TestCase(2, "")]
    [TestCase(4, "a fox in snow")]
    public void A_muted_node_ends_a_path_and_a_bypassed_one_is_passed(int mode, string prompt)
    {
        var nodes = $$"""
            {"id":30,"type":"ConditioningSetArea","mode":{{mode}},"inputs":[{"name":"conditioning","type":"CONDITIONING","link":30}],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING","links":[4]}],"widgets_values":[64,64,0,0,1]}
            """;
        const string links = """
            [30,6,0,30,0,"CONDITIONING"],[4,30,0,3,1,"CONDITIONING"],[6,7,0,3,2,"CONDITIONING"]
            """;

        var found = Read(Workflow($"{Sampler},{Encoders},{nodes}", links));

        Assert.That(found?.Exact is true ? found.Prompt : "", Is.EqualTo(prompt));
    }

    [Test]
    public void Subgraphs_are_entered()
    {
        const string subgraph = """
            ,"definitions":{"subgraphs":[{"id":"0b1c","name":"Text to image","inputNode":{"id":-10},"outputNode":{"id":-20},
            "nodes":[
            {"id":6,"type":"CLIPTextEncode","mode":0,"inputs":[{"name":"clip","type":"CLIP","link":9},{"name":"text","type":"STRING","link":50,"widget":{"name":"text"}}],"widgets_values":["shown in the template"]},
            {"id":7,"type":"ConditioningZeroOut","mode":0,"inputs":[{"name":"conditioning","type":"CONDITIONING","link":51}]},
            {"id":3,"type":"KSampler","mode":0,"inputs":[{"name":"positive","type":"CONDITIONING","link":52},{"name":"negative","type":"CONDITIONING","link":53}],"widgets_values":[1,"fixed",8,1,"euler","simple",1]}],
            "links":[
            {"id":50,"origin_id":-10,"origin_slot":0,"target_id":6,"target_slot":1,"type":"STRING"},
            {"id":51,"origin_id":6,"origin_slot":0,"target_id":7,"target_slot":0,"type":"CONDITIONING"},
            {"id":52,"origin_id":6,"origin_slot":0,"target_id":3,"target_slot":0,"type":"CONDITIONING"},
            {"id":53,"origin_id":7,"origin_slot":0,"target_id":3,"target_slot":1,"type":"CONDITIONING"},
            {"id":54,"origin_id":3,"origin_slot":0,"target_id":-20,"target_slot":0,"type":"LATENT"}]}]}
            """;
        const string nodes = """
            {"id":40,"type":"0b1c","mode":0,"inputs":[{"name":"text","type":"STRING","link":60}],"outputs":[{"name":"LATENT","type":"LATENT","links":[]}],"widgets_values":[]},
            {"id":41,"type":"PrimitiveStringMultiline","mode":0,"inputs":[{"name":"value","type":"STRING","link":null,"widget":{"name":"value"}}],"widgets_values":["a fox, told from outside"]}
            """;

        var found = Read(Workflow(nodes, """[60,41,0,40,0,"STRING"]""", subgraph));

        Assert.That((found?.Prompt, found?.Negative, found?.Exact), Is.EqualTo(("a fox, told from outside", "", true)));
    }

    [Test]
    public void Names_of_files_are_no_prompt()
    {
        const string nodes = """
            {"id":1,"type":"ImageOnlyCheckpointLoader","mode":0,"widgets_values":["svd.safetensors"]},
            {"id":2,"type":"SaveImage","mode":0,"widgets_values":["ComfyUI"]},
            {"id":3,"type":"LoadImage","mode":0,"widgets_values":["my holiday.png","image"]}
            """;

        Assert.That(Read(Workflow(nodes, "")), Is.Null);
    }

    [TestCase("""{"nodes":[{"id":1}],"links":[[1],[1,2,3,4],"x",{"id":{}}]}""")]
    [TestCase("""{"nodes":[{"id":1,"type":"Reroute","inputs":[{"link":1}]}],"links":[[1,1,0,1,0,"*"]]}""")]
    [TestCase("""{"nodes":[null,7,"x",{"id":null},{"id":1,"type":[],"inputs":7,"widgets_values":7}],"links":null}""")]
    [TestCase(
        """{"nodes":[{"id":1,"type":"s"}],"links":[],"definitions":{"subgraphs":[{"id":"s","nodes":[{"id":1,"type":"s"},{"id":2,"type":"s"}],"links":[]}]}}"""
    )]
    public void Broken_workflows_are_no_prompt(string workflow) => Assert.That(Read(workflow), Is.Null);
}
