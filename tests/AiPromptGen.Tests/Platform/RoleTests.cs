using System.Reflection;
using AiPromptGen.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Platform;

/// <summary>All routes below <c>support/</c> are for the support role only.</summary>
[TestFixture]
public sealed class RoleTests
{
    private static readonly (MethodInfo Method, string Route)[] Routes =
    [
        .. from method in typeof(App).Assembly.GetTypes().SelectMany(t => t.GetMethods())
        let trigger = method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null)
        where trigger is not null
        select (method, trigger.Route),
    ];

    [Test, Property("Promise", "P23")]
    public void Support_routes_need_the_support_role()
    {
        var support = Routes.Where(r => r.Route.StartsWith("support/", StringComparison.Ordinal)).ToList();

        Assert.That(support, Has.Count.GreaterThanOrEqualTo(2));
        Assert.That(
            support.Select(r => r.Method.GetCustomAttribute<RequireRoleAttribute>()?.Role),
            Is.All.EqualTo(AppRoles.Support)
        );
    }

    [Test]
    public void A_role_is_never_asked_of_nobody() =>
        Assert.That(
            Routes.Where(r =>
                r.Method.GetCustomAttribute<RequireRoleAttribute>() is not null
                && r.Method.GetCustomAttribute<AllowAnonymousAttribute>() is not null
            ),
            Is.Empty
        );
}
